-- decide.sql - asks a rule pack about a table of cases, and the calculator
-- about a place.  From the top of the tree:
--
--     sqlite3 < examples/embed/sqlite/decide.sql
.bail on
.mode list
.load build/highneeds
.import --csv examples/pre_ehcp/caseload.csv caseload

select '12 places, 15 from September: £'
    || hn_funding('place', 'rate', 10000, 'before', 12, 'after', 15,
                  'months_before', 5);

-- The pack runs once, over all cases, and what comes of it is kept.
create temp table decided as
select table_name, result from hn_rows('rules/pre_ehcp', (
    select json_group_array(json_object(
        'Pupil ID', "Pupil ID", 'School', "School", 'Phase', "Phase",
        'Setting', "Setting", 'Primary Need', "Primary Need",
        'EHC Plan', "EHC Plan", 'Annual Cost', "Annual Cost",
        'School Spend Evidenced', "School Spend Evidenced",
        'APDR Cycles', "APDR Cycles",
        'Specialist Advice', "Specialist Advice",
        'Parents Agree', "Parents Agree", 'Outcomes Set', "Outcomes Set",
        'Review Date', "Review Date", 'Last Award End', "Last Award End",
        'Panel Date', "Panel Date", 'Start Date', "Start Date",
        'Weeks Asked', "Weeks Asked", 'Exclusion Risk', "Exclusion Risk",
        'Looked After', "Looked After"))
    from caseload), '2026-09-01');

-- Money adds up as whole pence; what is not known is counted, since sum()
-- passes over it.
select result ->> 'targeted_funding_decision' as decision, count(*) as cases,
    sum(hn_pence(result ->> 'targeted_funding')) as pence,
    sum(result ->> 'targeted_funding' is null) as not_known
from decided where table_name = 'pupil' group by decision order by decision;

select result ->> 'label' || ': £' || (result ->> 'value')
from decided where table_name = 'run' and result ->> 'name' = 'total';

select 'refused: ' || (result ->> 'row_id') || ': ' || (result ->> 'message')
from decided where table_name = 'rejected';
