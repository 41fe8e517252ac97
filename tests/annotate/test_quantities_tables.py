"""Tables and labelled lines of plain text: figures in the scale and unit that a head states."""

from __future__ import annotations

import pytest

from tests import marked
from tests.marked import figures

LABELS = [
    "Ferry fares (€ m)    <money low=41200000 unit=EUR>41.2</money>   <money>39.8</money>",
    "Rent received, £m\t<money low=1068000000 unit=GBP last_place=1000000>1,068</money>",
    "Rent received (£m): <money low=4200000 unit_as_written=£m>4.2</money>",
    "Parcels (thousand)   <count low=812000>812</count>   <count low=790000>790</count>",
    "Boxes ('000)\t<count low=84000>84</count>",
    "Freight (thousand FEU)\t<count low=310000 counted=feu>310</count>",
    "Visitors (m)   <count low=3400000>3.4</count>",
    "Floor space, m sq ft   <quantity low=185806.08 dimension=area>2.0</quantity>",
    "Harvest (million tonnes)   <quantity low=1200000000 unit=kilogram>1.2</quantity>",
    "Seats filled, %   <percent low=83.1>83.1</percent>   <percent low=78.4>78.4</percent>",
    "Exports (Rs crore)   <money low=3400000000 unit=INR>340</money>",
]
TABLES = [
    # a blank line and a line of columns stand between the head and its rows
    "Ferry lines, key figures (NOK million)\n\n              2031   2030\n"
    "Fares   <money low=41200000 unit=NOK>41.2</money>   <money>39.8</money>\n"
    "Mail      <money low=3000000>3.0</money>   <money low=2100000>2.1</money>\n\n"
    "The line has <count low=40>40</count> boats.",
    # rows of years; a label with a scale of its own; a rate that is no sum
    "Takings, EUR million\n2031  <money low=4110000>4.11</money>\n2032  <money>4.70</money>",
    "Accounts (£000)\nSales   <money low=2655000>2,655</money>\n"
    "Seats (thousand)   <count low=12000>12</count>\n"
    "Profit per seat   <count low=3>3</count>",
    # the currency stands at the figure, the scale at the head
    "Sales by shop (in millions)\nNorth   <money low=128400000 unit=dollar>$128.4</money>\n"
    "South   <money low=92500000>$92.5</money>",
    "$ millions\nTimber   <money low=12400000>$12.4</money>\n"
    "Paper    <money low=8100000 unit=dollar>8.1</money>",
    # each column has its own
    "Year   Guests ('000)   Takings (€ m)\n"
    "2031   <count low=84000>84</count>   <money low=1200000 unit=EUR>1.2</money>",
    "            $m    $m\nCopper    <money low=4200000>4.2</money>   <money>4.0</money>",
    "| Port | Cargo (m tonnes) |\n|---|---|\n| Rell | <quantity low=4100000000>4.1</quantity> |",
    # persons are counted one by one, what is paid for them has decimals
    "Costs (£ million)\nDrivers   <count low=310>310</count>\nFuel   <money>12</money>\n"
    "Agency staff   <money low=4200000>4.2</money>",
]
OTHERS = [
    # another unit, a year, one letter, a word that looks like a unit, a name
    "Costs (£m)\nFuel share   <percent low=12>12%</percent>\nOpened   1998\n",
    "Road (A)   <count low=12>12</count>   <count low=4>4</count>",
    "Length (m)   <count low=12>12</count>",
    "Lengths (m)   <count low=12>12</count>",
    "Games (won)   <count low=12>12</count>   <count low=4>4</count>",
    "Heat (min)   <count low=4>4</count>   <count low=5>5</count>",
    # the table has ended
    "Costs (£m)\nFuel   <money low=4000000>4</money>\n\nBoats   <count low=7>7</count>",
    "Costs (£m)\nFuel   <money>4</money>\nIt was a year of many repairs to the quay.\n"
    "Boats   <count low=7>7</count>",
    # prose
    "He reckoned, in pounds, with <count low=5>5</count> boats",
]


@pytest.mark.parametrize("text", [*LABELS, *TABLES, *OTHERS])
def test_reads(text: str) -> None:
    plain, expected = marked.read(text)
    assert marked.differences(expected, figures(plain)) == []
