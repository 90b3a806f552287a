-- what other rules use
return { pupill.cost }
