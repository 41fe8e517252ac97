"""News sentences in many wordings: one question keeps one property, whatever the grammar.

A figure stands in [[double brackets]]. The sentences go through the pipeline that ships, so that a
parse which goes wrong is part of what is measured; a newly trained one may lose a few of them.
"""

from __future__ import annotations

import pytest
from claim_stated import stated_by_pipeline

pytestmark = pytest.mark.slow

#: How many of all sentences must get their property, and how many of those of one property.
OF_ALL, OF_ONE = 0.97, 0.75

WORDINGS: dict[str, list[str]] = {
    "people_killed": [
        "At least [[30 people]] were killed when a bus plunged into a ravine.",
        "The blast killed at least [[30]] and wounded 75 others.",
        "The death toll of [[30]] is expected to climb.",
        "The death toll rose to [[31]] on Friday.",
        "The flood claimed [[30 lives]] in the valley.",
        "[[Thirty people]] died in the fire.",
        "The collapse left [[30]] dead and 12 missing.",
        "Rescuers recovered the bodies of [[30 miners]] from the shaft.",
        "A child and [[two nurses]] were killed in the shelling.",
        "[[A child]] and two nurses were killed in the shelling.",
        "Blast kills [[12]] in market",
        "[[12]] dead, 40 hurt as train derails",
        "Toll rises to [[31]]",
        "Officials put the number of dead at [[44]].",
        "Officials put the death toll at [[44]].",
        "The gunman shot dead [[five people]].",
        "[[Five people]] were shot dead.",
        "Gunmen shot and killed [[five soldiers]].",
        "The crash took the lives of [[five people]].",
        "[[Five bodies]] were found in the river.",
        "Police found [[five bodies]].",
        "[[Five sailors]] lost their lives.",
        "The attack, which killed [[five people]], was condemned.",
        "[[Five]] were killed.",
        "There were [[five deaths]].",
        "The accident caused [[five fatalities]].",
        "Among the dead were [[three children]].",
        "The dead included [[three children]].",
        "[[Three children]] were among those killed.",
        "Two gunmen killed [[five people]] at a hotel.",
        "A bomb killed [[seven people]] and injured scores in the old town on Tuesday.",
        "[[Seven people]] have died in floods that swept the north.",
        "The number of people killed has risen to [[19]].",
        "The toll now stands at [[19]].",
        "Police said [[19 bodies]] had been recovered.",
        "[[Nineteen people]], including four children, lost their lives.",
        "Nineteen people, including [[four children]], died when the roof fell in.",
        "The [[19]] dead included two firefighters.",
        "At least [[19]] were dead and dozens more hurt.",
        "Avalanche leaves [[six]] dead",
        "[[Six]] die in avalanche",
        "[[Six]] killed, 11 wounded in market blast",
        "Death toll in ferry sinking climbs to [[88]]",
        "Storm death toll reaches [[88]]",
        "The disaster claimed the lives of [[88 people]].",
        "The bomber killed himself and [[eight others]].",
        "[[No one]] was killed.",
        "All [[92 people]] aboard were killed.",
        "[[Five people]] have been confirmed dead up to now.",
        "[[Two guests]] are reported to have been killed as well.",
        "[[Twelve people]] are feared to have drowned.",
        "[[Three farmhands]] burned to death.",
        "[[Six people]] injured in the raid have died.",
        "The raid left [[three villagers]] dead and a dozen wounded.",
        "As many as [[60 people]] may have died.",
        "The cyclone has killed [[more than 200]].",
        "[[More than 200]] have been killed by the cyclone.",
        "Deaths from the cyclone have passed [[200]].",
        "The cyclone's death toll has passed [[200]].",
        "The official toll is [[212]].",
        "[[Thirty passengers]] and crew were killed.",
        "The bus was carrying 40 pilgrims when it crashed, killing [[11]].",
    ],
    "people_injured": [
        "The blast killed at least 30 and wounded [[75]] others.",
        "[[Nobody]] was hurt in the crash.",
        "12 dead, [[40]] hurt as train derails",
        "The number of injured rose to [[210]].",
        "More than [[210 people]] suffered injuries in the stampede.",
        "Hospitals treated [[60 people]] for burns.",
        "Some [[60 people]] were taken to hospital.",
        "The storm killed 1,200 villagers and injured [[4,000]].",
        "Eight people were killed and [[31]] injured.",
        "A further [[31]] were hurt.",
        "Six killed, [[11]] wounded in market blast",
        "[[No injuries]] were reported.",
        "[[Three]] of the injured are in a critical condition.",
        "Hospitals admitted [[41]] wounded.",
        "At least [[41 others]] sustained injuries.",
        "Seventeen people were arrested and [[four officers]] were injured.",
        "The [[20 survivors]] were taken to hospital.",
        "At least [[50]] were reported injured after the blast.",
        "A man was killed and his [[two sons]] were hurt.",
        "The raid left three villagers dead and [[a dozen]] wounded.",
    ],
    "people_missing": [
        "The collapse left 30 dead and [[12]] missing.",
        "Another [[14 people]] were reported missing.",
        "At least [[14 fishermen]] remain unaccounted for.",
        "[[Eleven crew members]] are still missing.",
        "The search continued for [[11 missing sailors]].",
    ],
    "people_killed_or_injured": [
        "There were [[30 casualties]], the ministry said.",
    ],
    "people_arrested": [
        "Police arrested [[23 people]] at the rally.",
        "[[Twenty-three protesters]] were detained by police.",
        "Police made [[23 arrests]].",
        "Officers took [[17 people]] into custody.",
        "There were [[17 arrests]].",
        "[[Seventeen people]] were arrested and four officers were injured.",
        "[[Three men]], who had been on the run, were arrested.",
        "Police detained [[40 demonstrators]].",
    ],
    "people_rescued": [
        "The coast guard rescued [[85 passengers]] from the ferry.",
        "[[Eighty-five passengers]] were pulled to safety.",
        "Helicopters rescued [[nine climbers]] from the ridge.",
        "Rescuers have pulled [[14 people]] alive from the wreckage.",
    ],
    "people_displaced": [
        "About [[4,000 residents]] were evacuated from the town.",
        "The storm forced [[4,000 people]] from their homes.",
        "The storm left [[4,000 people]] homeless.",
        "Fighting displaced [[4,000 families]].",
        "More than [[2,500 villagers]] fled their homes.",
        "The evacuation of [[2,500 residents]] began at dawn.",
        "[[Forty people]] were forced to flee.",
        "[[Thousands of farmers]] who have fled the fighting live in tents.",
    ],
    "refugees": [
        "The camp houses [[18,000 refugees]].",
        "There are [[18,000 refugees]] in the camp.",
        "The camp is home to [[18,000 refugees]].",
        "The camp, with [[9,000 refugees]], lies on the border.",
    ],
    "buildings_destroyed": [
        "The fire destroyed [[120 homes]].",
        "About [[120 houses]] were destroyed by the fire.",
        "The flames gutted [[120 buildings]].",
        "Wildfire destroys [[70 homes]]",
        "The tornado flattened [[70 houses]] and damaged 200 more.",
        "Some [[150 homes]] were burned down.",
    ],
    "buildings_damaged": [
        "The quake damaged [[300 houses]].",
        "[[Three hundred houses]] were damaged by the tremor.",
        "[[Sixteen schools]] were damaged.",
    ],
    "magnitude": [
        "A [[6.1-magnitude]] quake shook the island.",
        "A quake of [[magnitude 6.1]] struck the island.",
        "A [[magnitude 6.1]] earthquake hit the island.",
        "The earthquake measured [[5.7]] on the Richter scale.",
        "A tremor measuring [[5.7]] on the Richter scale woke the island.",
        "The quake had a magnitude of [[6.1]].",
        "The quake registered [[6.1]].",
        "A [[5.9 magnitude]] earthquake was felt on the coast.",
        "The tremor, which measured [[5.9]], was felt in the capital.",
        "The tremor's magnitude was put at [[5.9]].",
        "The quake measured [[7.2]].",
        "The [[7.2]] quake struck at dawn.",
        "An earthquake with a magnitude of [[7.2]] was felt at dawn.",
    ],
    "depth": [
        "The earthquake began at a depth of [[10 km]].",
        "The quake was [[10 km]] deep.",
        "The tremor was centred [[10 km]] below the seabed.",
        "The 5.9-magnitude tremor was centred 30 km north-east of Lanow at a depth of [[12 km]].",
        "It struck [[20 km]] beneath the sea floor.",
        "The focus was at a depth of [[20 km]].",
    ],
    "distance": [
        "The epicentre was [[55 km]] (34 miles) south of Tarnow.",
        "The shock hit [[55 km]] south of Tarnow.",
        "The town lies [[55 km]] from the capital.",
        "It was centred about [[55 km]] off the coast of Norland.",
        "The 5.9-magnitude tremor was centred [[30 km]] north-east of Lanow at a depth of 12 km.",
        "The epicentre lay [[30 km]] (19 miles) from Lanow.",
        "The plane came down [[12 miles]] off the coast.",
        "The village is [[12 miles]] outside Lanow.",
        "The quake was [[42 miles]] to the south-west of Lanow.",
        "The village lies [[12 km]] to the north of Lanow.",
    ],
    "duration": [
        "The shaking lasted [[15 seconds]].",
        "The tremor was felt for about [[15 seconds]].",
        "The siege lasted [[three days]].",
        "The ceremony lasted [[two hours]].",
        "The quake shook the city for [[20 seconds]].",
        "The tremor lasted for about [[half a minute]].",
        "The hearing went on for [[six hours]].",
    ],
    "aftershocks": [
        "[[Seven aftershocks]] followed the quake.",
        "The quake was followed by [[seven aftershocks]].",
        "[[Three aftershocks]] were recorded.",
    ],
    "price": [
        "Norvik paid [[$30 million]] for the brewery.",
        "The [[$30 million]] deal was announced on Monday.",
        "Norvik bought the brewery for [[$30 million]].",
        "The deal is valued at [[$30 million]].",
        "The deal is worth [[$30 million]].",
        "The brewery carries a price tag of [[$30 million]].",
        "Norvik will pay [[$30 million]] in shares to acquire the brewery.",
        "Norvik agreed to a [[$30 million]] takeover of the brewery.",
        "Norvik to buy brewery for [[$30 million]]",
        "The painting sold for [[$30 million]].",
        "The painting fetched [[$30 million]] at auction.",
        "Orla Foods has agreed to buy Bakewell for [[$2.4bn]].",
        "Orla Foods is paying [[$2.4bn]] for Bakewell.",
        "The takeover values Bakewell at [[$2.4bn]].",
        "Orla's [[$2.4bn]] offer for Bakewell was accepted.",
        "Orla sold the unit to Bakewell for [[$2.4bn]] in cash.",
        "Orla will acquire Bakewell in a deal worth [[$2.4bn]].",
        "The purchase price was [[$2.4bn]].",
        "Orla signed a contract to acquire Bakewell for [[$286 million]].",
        "Orla shelled out [[$286 million]] for its rival Bakewell.",
        "Orla announced plans to buy Bakewell for [[$286 million]].",
        "The club paid [[40 million euros]] for the striker.",
    ],
    "stake": [
        "Norvik owns [[40 percent]] of the brewery.",
        "Norvik holds a [[40 percent]] stake in the brewery.",
        "Norvik bought a stake of [[40 percent]] in the brewery.",
        "Norvik acquired [[40 percent]] of the shares.",
        "Orla holds [[18%]] of Bakewell.",
        "Orla has an [[18%]] stake in Bakewell.",
    ],
    "revenue": [
        "Revenue rose to [[$4.2 billion]].",
        "The company had sales of [[$4.2 billion]] last year.",
        "The company's turnover reached [[$4.2 billion]].",
        "Sales rose 4% to [[$310 million]].",
        "Turnover was [[310 million euros]].",
        "Annual revenue is about [[$90 million]].",
        "The firm reported revenues of [[$90 million]].",
    ],
    "profit": [
        "The company posted a net profit of [[$300 million]].",
        "The company earned [[$300 million]].",
        "Net income fell to [[$12 million]].",
        "It made a profit of [[$12 million]].",
    ],
    "loss": [
        "The company lost [[$300 million]].",
        "The company reported a loss of [[$300 million]].",
    ],
    "employees": [
        "The company employs [[4,500 people]].",
        "The company has [[4,500 employees]].",
        "The airline has [[1,200 staff]].",
        "The airline employs about [[1,200 people]].",
    ],
    "jobs_cut": [
        "The company cut [[900 jobs]].",
        "The firm will lay off [[900 workers]].",
        "The group plans to shed [[1,200 jobs]].",
        "Some [[1,200 workers]] will be laid off.",
    ],
    "vote_share": [
        "The candidate won [[52 percent]] of the vote.",
        "She won [[54 percent]] of the vote.",
        "He received [[54 percent]] of votes cast.",
        "The party took [[31 percent]] of the vote.",
    ],
    "votes": [
        "The bill passed with [[212 votes]] in favour.",
        "The senator received [[12,400 votes]].",
        "The motion was carried by [[310 votes]] to 204.",
        "The opposition got [[140,000 votes]].",
    ],
    "population": [
        "The city has a population of [[80,000]].",
        "The city of [[80,000 people]] lies on the river.",
        "The city is home to [[80,000 people]].",
        "Some [[80,000 people]] live in the city.",
        "The town has [[80,000 inhabitants]].",
        "The town has about [[16,000 residents]].",
        "The town, population [[16,000]], was cut off.",
        "The island of [[16,000 people]] has one hospital.",
        "The city, with a population of [[2.1 million]], is the country's largest.",
        "The city of [[2.1 million]] was spared.",
        "Lanow, a town of [[30,000]], lies on the coast.",
    ],
    "fire_engines": [
        "[[Twelve fire engines]] were called to the blaze.",
        "[[Twelve fire crews]] fought the flames.",
        "Seventy firefighters and [[12 engines]] were called to the blaze.",
        "[[Ten fire engines]] attended.",
    ],
    "firefighters": [
        "About [[60 firefighters]] fought the fire.",
        "[[Sixty firefighters]] were sent to the scene.",
        "[[Seventy firefighters]] and 12 engines were called to the blaze.",
    ],
    "people_attending": [
        "More than [[10,000 protesters]] marched through the capital.",
        "Some [[10,000 people]] took part in the march.",
        "The rally drew a crowd of [[10,000]].",
        "The march was attended by [[10,000 people]].",
        "More than [[300,000 people]] marched against the plan.",
        "About [[500 protesters]] gathered outside the ministry.",
        "Police fired tear gas at some [[500 demonstrators]].",
        "Crowds of up to [[300,000]] filled the square.",
        "A crowd of [[some 6,000]] gathered outside.",
        "The protest drew [[6,000 people]].",
    ],
    "people_aboard": [
        "The plane was carrying [[150 passengers]].",
        "There were [[150 people]] aboard the plane.",
        "The jet, with [[92 people]] on board, crashed on landing.",
        "The jet was carrying [[88 passengers]] and four crew.",
        "The ferry, which had [[140 people]] on board, sank.",
    ],
    "people_survived": [
        "The [[150 people]] on board survived.",
    ],
    "capacity": [
        "The stadium has a capacity of [[45,000]].",
        "The stadium can hold [[45,000 spectators]].",
        "The stadium has a capacity of [[22,000]].",
        "The [[22,000]]-capacity stadium was full.",
        "The hall holds [[900 spectators]].",
        "The arena has a seating capacity of [[900]].",
    ],
    "sentence": [
        "He was sentenced to [[12 years]] in prison.",
        "The judge gave her a [[12-year]] prison term.",
        "She was jailed for [[12 years]].",
        "He got [[nine years]] in prison.",
        "A court sentenced her to [[nine years]].",
        "The judge handed him a [[six-year]] sentence.",
        "He was given a [[six-year]] jail term.",
        "He faces up to [[six years]] in prison.",
    ],
    "age": [
        "Anna Berg, [[47]], was found dead on Sunday.",
        "The [[47-year-old]] teacher resigned.",
        "She died at the age of [[47]].",
        "He is [[47 years old]].",
        "He was aged [[47]].",
        "The [[31-year-old]] was arrested on Monday.",
        "A [[31-year-old]] man was arrested.",
        "He died aged [[95]].",
        "She is [[seventy-nine]] and still sings.",
        "Anna Berg was [[nineteen]] when she left.",
        "Anna Berg, [[88]] and still the oldest member, cut the cake.",
        "The shop was sold to a woman of [[66]] last year.",
        "The two brothers, aged [[30]] and 41, were held.",
        "The two brothers, aged 30 and [[41]], were held.",
        "Three girls aged 9, [[11]] and 14 were missing.",
        "The elder, who is [[34]], had come out of prison.",
        "At [[eighty-seven]] she still plays the organ.",
        "Anna Berg, [[forty-four]] when she left, came back in May.",
        "The woman, now [[61]], still works there.",
        "She was [[seventy-eight]] when she died, and had been up a ladder that morning.",
    ],
    "fine": [
        "He was fined [[$5,000]].",
        "The court imposed a fine of [[$5,000]].",
        "The bank was fined [[$9 million]].",
        "They must pay [[$9 million]] in fines.",
    ],
    "damage": [
        "Damage was estimated at [[$2 billion]].",
        "The flood caused [[$2 billion]] in damage.",
        "Damage was put at [[$9 million]].",
    ],
    "cost": [
        "The bridge cost [[$2 billion]].",
        "The project will cost [[$2 billion]] to build.",
        "The striker cost [[40 million euros]].",
    ],
    "box_office": [
        "The film earned [[$70 million]] at the box office.",
        "The film grossed [[$70 million]].",
        "The film took in [[$70 million]].",
        "The film has made [[$44 million]] at the box office.",
    ],
    "wind_speed": [
        "Winds reached [[160 kph]].",
        "The storm packed winds of [[160 kph]].",
        "Gusts of up to [[140 km/h]] were recorded.",
    ],
    "unemployment": [
        "Unemployment rose to [[8.1 percent]].",
        "The unemployment rate was [[8.1 percent]].",
        "The jobless rate stood at [[8.1 percent]].",
        "Unemployment stood at [[6.2 percent]].",
    ],
    "inflation": [
        "Inflation slowed to [[2 percent]].",
    ],
    "economic_growth": [
        "The economy grew [[3 percent]].",
    ],
    "share_price_change": [
        "Shares fell [[4 percent]].",
        "Shares in Orla jumped [[9%]].",
    ],
    "elevation": [
        "The tower is [[320 metres]] tall.",
    ],
    "length": [
        "The river is [[640 km]] long.",
        "The bridge spans [[640 metres]].",
        "The tunnel is [[14 km]] long.",
    ],
    "area": [
        "The lake covers [[90 square kilometres]].",
        "The reserve has an area of [[90 square kilometres]].",
    ],
    "birth": [
        "Edda Falk (born [[1932]]) was a painter.",
        "Edda Falk was born in [[1932]].",
        "Tomas Rehn (born [[1932]]) is a painter.",
    ],
    "founding": [
        "The company was founded in [[1932]].",
    ],
    "majority": [
        "The president won with a majority of [[3,000]].",
    ],
    "without_power": [
        "Power was cut to [[15,000 homes]].",
        "Some [[15,000 households]] were without power.",
        "The storm left [[15,000 customers]] without electricity.",
        "Power was lost to [[8,000 homes]].",
        "Nearly [[8,000 homes]] lost power.",
    ],
    "people_freed": [
        "[[Six hostages]] were freed.",
        "The rebels released [[six hostages]].",
        "[[Four hostages]] were released.",
    ],
    "people_abducted": [
        "Gunmen kidnapped [[six engineers]].",
        "[[Six engineers]] were taken hostage.",
        "Six of the [[20 hostages]] were freed.",
        "The gang kidnapped [[three aid workers]].",
        "The hijackers are holding [[30 people]] hostage.",
    ],
    "border_length": [
        "The border runs [[640 km]] from the lake to the sea.",
        "The two countries share a [[640-km]] border.",
    ],
    "ransom": [
        "The kidnappers demanded a ransom of [[$9 million]].",
    ],
    "seats": [
        "The party won [[88 seats]].",
    ],
    "turnout": [
        "Turnout was [[61 percent]].",
    ],
    "interest_rate": [
        "The central bank raised interest rates to [[5 percent]].",
    ],
    "people_trapped": [
        "[[Nine other guests]] were thought to be trapped below the stairs.",
    ],
    "loan": [
        "Lenders agreed on a [[60 billion euro]] ($72 billion) rescue package.",
        "Lenders agreed on a 60 billion euro ([[$72 billion]]) rescue package.",
    ],
    "funding": [
        "The start-up raised [[$20 million]].",
        "It has received [[$9 million]] in funding.",
    ],
    "share_price": [
        "Orla shares closed at [[$17.40]].",
    ],
    "valuation": [
        "The company is worth [[$5 billion]].",
        "The company was valued at [[$5 billion]].",
    ],
}

#: Figures that look like one of the above and state something else.
APART: list[tuple[str, str]] = [
    ("[[Two cables]] carry most of the traffic.", "open:cable"),
    ("A [[$2 billion]] bridge opened on Monday.", "open:bridge"),
    ("The [[320-metre]] tower opened in 1901.", "open:tower"),
    ("The strike began on [[3 May]].", "open:strike"),
    ("[[Two gunmen]] killed five people at a hotel.", "attackers"),
    ("The [[14-km]] tunnel opened in 1998.", "open:tunnel"),
    ("The camp shelters [[9,000 people]].", "open:person"),
    ("The drought killed [[300 cattle]].", "open:cattle"),
    ("The firm killed [[12 projects]].", "open:project"),
    ("[[Six people]] were charged with murder.", "open:person"),
    ("They died after [[12 hours]] in the water.", "open:die"),
    ("[[Four]] of the victims were children.", "open:victim"),
]


@pytest.fixture(scope="module")
def stated() -> dict[str, str]:
    """The property of the marked figure of each sentence; "" where it has none."""
    marked = [*(each for group in WORDINGS.values() for each in group), *(m for m, _ in APART)]
    return {each: found[0] for each, found in stated_by_pipeline(marked).items()}


@pytest.mark.parametrize("property", list(WORDINGS))
def test_one_question_keeps_its_property(stated: dict[str, str], property: str):
    wrong = {each: stated[each] for each in WORDINGS[property] if stated[each] != property}
    assert len(wrong) <= (1 - OF_ONE) * len(WORDINGS[property]), wrong


def test_nearly_all_wordings_are_understood(stated: dict[str, str]):
    wrong = {
        each: stated[each]
        for property, group in WORDINGS.items()
        for each in group
        if stated[each] != property
    }
    assert len(wrong) <= (1 - OF_ALL) * sum(map(len, WORDINGS.values())), wrong


@pytest.mark.parametrize(("marked", "property"), APART)
def test_what_only_looks_alike_is_kept_apart(stated: dict[str, str], marked: str, property: str):
    assert stated[marked] == property
