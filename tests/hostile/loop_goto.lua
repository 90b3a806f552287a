-- expect: HN102 goto
-- A loop without end.
::top::
goto top
