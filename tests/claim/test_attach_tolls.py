"""What befell people, buildings, cables and villages, in the wordings of news.

Headlines, parts such as "15 of them critically", noughts, lists; and what only looks alike.

A figure stands in [[double brackets]]. The sentences go through the pipeline that ships.
"""

from __future__ import annotations

import pytest
from claim_stated import stated_by_pipeline

pytestmark = pytest.mark.slow

#: How many of all sentences must get their property, and how many of those of one property.
OF_ALL, OF_ONE = 0.97, 0.75

WORDINGS: dict[str, list[str]] = {
    "people_killed": [
        "[[Four]] dead, dozens hurt as stand collapses",
        "Floods kill [[14]]; 60 hurt",
        "Cyclone Kills [[14]]; 60 Injured",
        "Powerful Blast in Lanow Kills [[14]]; 60 Injured",
        "Train Derails Near Lanow, Killing [[Six]]",
        "Landslide Hits Village, Killing [[One]]",
        "Rescuers reach cut-off valley, death toll rises to [[61]]",
        "Rains lash Norland's east coast, death toll climbs to [[61]]",
        "Bus Crash in Norland Kills [[9]]",
        "Bomb kills [[9]], wounds 30 in Norland",
        "Gunmen storm hotel, kill [[nine]]",
        "Explosion in Lanow: [[4]] killed, 17 wounded",
        "Ferry Sinks, [[31]] Feared Dead",
        "At Least [[12]] Dead as Storm Batters Coast",
        "Storm batters coast, leaving [[12]] dead",
        "Fire at nightclub kills more than [[200]]",
        "Police: [[3]] dead in mall shooting",
        "[[Eight]] die, 15 hurt in pile-up",
        "Doctors counted [[12]] dead and 40 hurt, nine critically.",
        "The ministry counted [[40]] deaths, 300 wounded and 12 missing.",
        "[[Forty refugees]] were killed in the camp.",
        "[[Nine casualties]] were confirmed dead.",
        "Twenty people were hurt, [[three]] fatally.",
        "Twenty-two people were killed, [[seven of them]] children.",
        "Twenty-two people, [[seven of them]] children, were killed.",
        "[[Six Norlanders]], including two children, have been killed.",
        "[[Six Canadians]] have been killed in the avalanche.",
        "[[Three Kenyans]] were killed when rebels attacked a bus.",
        "The garrison lost [[nine soldiers]] and two civilians.",
        "The garrison lost nine soldiers and [[two civilians]].",
        "Norland lost [[40 troops]] in the battle.",
        "[[Four miners]] lost their lives on Friday.",
        "The blast brought to [[21]] the number of Kenyans who have been killed this year.",
        "That brings to [[21]] the number of soldiers killed this month.",
        "The attack brought the number of dead to [[21]].",
        "The latest death brings the toll to [[21]].",
        "[[17 passengers]] perished.",
        "[[17 sailors]] perished when the trawler went down.",
        "[[25 bodies]] were brought in overnight.",
        "[[25 bodies]] had been recovered by Sunday.",
        "Divers have found [[25 bodies]] so far.",
        "The morgue had taken in [[25 bodies]].",
        "The bodies of [[two pilots]] were recovered.",
        "Eight Kenyans, including [[two nurses]], were killed at a roadblock.",
        "[[Two children]] are among the dead.",
        "[[Two journalists]] died.",
        "[[Two Britons]] were among the victims.",
        "The avalanche claimed [[three]] more lives.",
        "The pilot and [[three passengers]] died at the scene.",
        "The shelling caused [[no casualties]].",
        "There were [[no casualties]].",
        "[[No casualties]] were reported.",
        "Officials said there were [[no casualties]] in the port.",
        "[[No one]] was killed or injured.",
        "[[Nobody]] was killed or wounded.",
        "The raid left [[no dead]] or injured.",
        "There were [[no deaths]] or injuries.",
        "The strike caused [[no deaths]].",
        "The ministry has counted [[31 people]] dead and 80 people injured.",
        "[[No one]] was killed or injured at the mill.",
        "No one was injured [[or killed]] in the crash.",
        "The storm passed [[without]] casualties.",
        "There was [[no]] loss of life.",
        "Officials reported [[no]] fatalities or injuries.",
        "[[Thirty people]] were killed and 12 injured.",
        "[[Thirty people]] were killed and dozens injured.",
        "Norland plane crash: all [[71]] on board killed",
        "[[Seventy-one]] killed as airliner crashes into hillside",
        "A passenger jet crashed on Sunday, killing all [[71 people]] aboard.",
        "Norland mine blast death toll climbs to [[29]]",
        "Mine blast kills [[29 workers]]",
        "[[29 workers]] are confirmed dead after the mine blast.",
        "Crews pulled four more bodies from the shaft, taking the death toll to [[29]].",
        "The bodies of [[four more miners]] were brought to the surface.",
        "A gunman fired at a bus, killing [[two pupils]] and a teacher.",
        "[[Two pupils]] were gunned down.",
        "The bus plunged off a bridge; [[19 pilgrims]] died.",
        "The heat wave has claimed [[at least 90 lives]].",
        "The epidemic has killed [[1,200 people]] since March.",
        "Cholera deaths rise to [[1,200]]",
        "Wildfire death toll hits [[42]]",
        "[[Forty-two]] are now known to have died.",
        "[[Forty-two people]] are known dead.",
        "Police said [[three attackers]] were also killed.",
        "Soldiers shot dead [[two of the attackers]].",
        "[[Two of the attackers]] were shot dead.",
        "The toll includes [[nine children]].",
        "[[Nine]] of those killed were children.",
        "[[Nine]] of the 40 dead were children.",
        "[[Two]] were pronounced dead on the spot.",
        "[[Two people]] succumbed to their injuries.",
        "The blaze killed [[30 Kenyans]] sheltering from the rain.",
        "Flash Flood in Norland Kills [[19]]; 40 Missing",
        "[[Eight Kenyans]], including three nurses, were shot dead at a roadblock.",
        "The crash brings to [[21]] the number of Danes who have died on the road.",
        "The new deaths bring to [[10]] the number of climbers who have been killed.",
        "Police put the toll of the floods, the worst in years, at [[61]].",
        "[[Only one person]] died.",
        "The number of dead is [[only one person]].",
    ],
    "people_injured": [
        "Two miners are killed and some [[40]] hurt.",
        "Four dead, [[dozens]] hurt as stand collapses",
        "Floods kill 14; [[60]] hurt",
        "Bomb kills 9, wounds [[30]] in Norland",
        "Nine killed, [[20 hurt]] in hotel attack",
        "Explosion in Lanow: 4 killed, [[17]] wounded",
        "At least 12 people were dead and [[more than 100]] injured.",
        "Eight die, [[15]] hurt in pile-up",
        "Fifteen people were hurt, [[three]] critically.",
        "Doctors counted 12 dead and 40 hurt, [[nine]] critically.",
        "Doctors counted 12 dead and [[40]] hurt, nine critically.",
        "Two died and 40 were wounded, [[nine of them]] seriously.",
        "Forty people were injured, [[nine]] of them seriously.",
        "Forty workers were burned, [[nine of whom]] remained critical.",
        "Some 40 were hurt, [[nine of whom]] are in critical condition.",
        "[[Nine of the wounded]] were in serious condition.",
        "Six people were killed and 20 injured, [[four]] of them critically, police said.",
        "Thirty people were wounded, [[six of them]] police officers.",
        "[[Three farmers]] slightly injured.",
        "Several barns burned and [[three farmers]] were slightly injured, the mayor said.",
        "[[Four passengers]] were treated for smoke inhalation.",
        "[[Seven hikers]] had received treatment for injuries.",
        "[[Seven pupils]] were hospitalised.",
        "[[Seven pupils]] were rushed to hospital.",
        "[[Seven people]] needed hospital treatment.",
        "[[Seven people]] were taken to a nearby hospital with burns.",
        "Ambulances took [[seven people]] to hospitals.",
        "[[Seven workers]] are being treated in hospital.",
        "The crash left [[seven people]] with serious injuries.",
        "[[Seven people]] escaped with minor injuries.",
        "[[Seven]] were seriously wounded.",
        "The bomb wounded [[around 90 guests]].",
        "The riot, which also wounded [[90 people]], lasted two days.",
        "[[No one]] was hurt.",
        "The ministry has counted 31 people dead and [[80 people]] injured.",
        "No one was killed [[or injured]] at the mill.",
        "The raid left no dead [[or injured]].",
        "[[No]] pupils or teachers were hurt when the boiler burst.",
        "[[No one]] was injured or killed in the crash.",
        "The protest ended [[without]] injuries.",
        "Officials reported no fatalities [[or injuries]].",
        "[[Two people]] were airlifted to hospital.",
        "The blast injured [[17]], six of them seriously.",
        "The blast injured 17, [[six]] of them seriously.",
        "[[17 people]] were injured, including two firefighters.",
        "17 people were injured, including [[two firefighters]].",
        "[[Two firefighters]] suffered minor burns.",
        "Stampede at stadium hurts [[60]]",
        "Stampede at stadium leaves [[60]] injured",
        "[[Sixty]] injured in stadium stampede",
        "[[60 fans]] injured as stand collapses",
        "The collapse sent [[60 fans]] to hospital.",
        "[[Dozens]] were wounded.",
        "Paramedics treated [[12 people]] at the scene.",
        "[[A further 12]] were treated for shock.",
        "The clashes left one dead and [[12]] injured.",
        "[[12 police officers]] and 30 protesters were injured in the clashes.",
        "12 police officers and [[30 protesters]] were injured in the clashes.",
    ],
    "people_missing": [
        "Ferry sinks, 12 dead and [[31]] missing",
        "The slide killed two and left [[five others]] missing.",
        "Two hikers died and [[three others]] are missing.",
        "Landslide leaves 12 dead, [[40]] missing",
        "12 dead, [[40]] missing in landslide",
        "[[Forty people]] are unaccounted for.",
        "[[Forty]] still missing after landslide",
    ],
    "people_killed_or_injured": [
        "[[No]] casualties have been confirmed.",
        "There were [[30 casualties]].",
        "[[Thirty people]] were killed or injured.",
        "[[Thirty people]] killed or wounded in raid",
        "The raid left [[thirty]] dead or wounded.",
    ],
    "people_arrested": [
        "Police said [[40 fans]] had been arrested.",
        "[[Forty]] arrested in raids",
        "Riot police arrest [[40]] in capital",
        "Police in Norland arrested [[40]], five of them minors.",
        "Police in Norland arrested 40, [[five of them]] minors.",
    ],
    "people_rescued": [
        "Coast guard rescues [[31]] from sinking trawler",
        "[[31]] rescued from sinking trawler",
    ],
    "people_displaced": [
        "Floods displace [[20,000]]",
        "Wildfire forces [[20,000]] to flee",
        "[[Some 20,000 people]] have been evacuated.",
        "[[20,000]] evacuated as river rises",
    ],
    "refugees": [
        "Outside Sembe lies a camp of [[some 14,000 refugees]].",
        "Fire swept the refugee camp of [[some 14,000 people]].",
        "The camp houses [[14,000 refugees]].",
        "The camp shelters [[14,000 refugees]] from the war.",
        "The camp, home to [[14,000 refugees]], was hit.",
        "The settlement consists of [[14,000 refugees]].",
        "The agency supports [[14,000 refugees]] who had crossed to Norland.",
    ],
    "buildings_destroyed": [
        "Fire Guts [[12 Homes]] in Lanow",
        "Two sailors drowned and [[more than 90 homes]] were destroyed.",
        "[[90 homes]] destroyed",
        "[[Two hotels]] collapsed in the quake.",
        "[[Three wooden hotels]] on the front collapsed.",
        "[[Forty shops]] were reduced to rubble.",
        "The tornado tore through the town, levelling [[40 houses]].",
        "[[Forty houses]] were toppled.",
        "Wildfire has destroyed [[at least 120 homes]] and threatens 3,000 more.",
        "[[120 homes]] and 14 businesses were destroyed.",
        "120 homes and [[14 businesses]] were destroyed.",
        "[[More than 120 structures]] burned.",
        "Tornado levels [[40 homes]]",
        "[[40 homes]] levelled by tornado",
        "The blast brought down [[two buildings]].",
        "[[Two buildings]] came down.",
    ],
    "buildings_damaged": [
        "[[Forty sheds]] were badly damaged by the wind and lost their roofs.",
        "The flood damaged [[40 schools]] and two bridges.",
        "Inspectors say the storm damaged 12 bridges, 3 roads and [[over 900 houses]].",
        "[[Nearly 500 shops]] have been damaged in the flood.",
        "Some [[200 houses]] were flooded.",
        "[[200 houses]] flooded as river bursts banks",
        "Quake damages [[200 houses]] in Norland",
    ],
    "duration": [
        "The tremor was felt for [[20 seconds]].",
        "The explosion shook windows for [[almost a minute]].",
        "The shaking lasted [[20 seconds]].",
        "The quake rattled windows for [[about a minute]].",
        "The tremor could be felt in the capital for [[about 20 seconds]].",
        "The ground shook for [[20 seconds]].",
        "Buildings swayed for [[20 seconds]].",
    ],
    "population": [
        "The port is home to [[over 90,000 people]].",
        "The town, home to [[90,000 people]], was cut off.",
        "Lanow, a city of [[90,000 people]], was cut off.",
        "The quake shook Lanow, a city of [[90,000 people]], on Monday.",
        "The valley is inhabited by [[90,000 people]].",
        "The district, which has [[90,000 inhabitants]], was cut off.",
        "[[90,000 people]] live on the island.",
        "Lanow ([[population 12,000]]) is on the coast.",
        "Lanow, with its [[12,000 residents]], is on the coast.",
        "The town of [[12,000]] has no hospital.",
        "The town's [[12,000 inhabitants]] were told to boil water.",
    ],
    "fire_engines": [
        "The captain called in an [[extra five engines]].",
        "[[Five engines]] were called to the fire.",
        "[[Eight fire trucks]] rushed to the warehouse.",
    ],
    "people_attending": [
        "In Lanow another [[8,000 nurses]] marched.",
        "The council put the march at [[some 8,000 people]].",
        "Police put the turnout at [[8,000]].",
        "[[Nearly 8,000 pensioners]] took to the streets.",
        "Union leaders put the crowd at [[8,000]].",
        "The organisers put the number of marchers at [[8,000]].",
        "[[Some 8,000 people]] turned out for the vigil.",
        "The vigil was attended by roughly [[8,000]].",
        "[[Some 8,000 workers]] joined the strike march.",
        "[[8,000 people]] demonstrated in Lanow.",
        "[[Tens of thousands]] rally in capital",
        "Organisers said [[40,000 people]] had joined the march.",
        "Police estimated the crowd at [[15,000]].",
        "Police estimated that [[15,000]] took part.",
        "[[Some 15,000]] turned out.",
        "[[15,000 students]] took to the streets.",
        "The concert drew [[15,000 fans]].",
        "The funeral was attended by [[thousands]].",
        "The mayor put the rally, held in heavy rain, at [[some 8,000 people]].",
    ],
    "people_aboard": [
        "The ferry was carrying [[310 passengers]] and 20 crew.",
    ],
    "people_survived": [
        "Only [[four of the 75]] on board survived.",
    ],
    "without_power": [
        "[[15,000 homes]] lost power.",
        "Storm leaves [[15,000]] without power",
    ],
    "people_trapped": [
        "The wall fell, leaving [[nine]] trapped.",
        "A crane fell on a tram, leaving [[nine others]] trapped.",
    ],
}

#: Figures beside such words that do not state this property.
NEVER: list[tuple[str, str]] = [
    ("The sect has [[12 followers]], and its leader was killed.", "people_killed"),
    ("He scored [[12 goals]] before he died.", "people_killed"),
    ("[[Six soldiers]] survived.", "people_killed"),
    ("[[Two men]] accused of killing a guard fled.", "people_killed"),
    ("[[Forty police officers]] searched for the killer.", "people_killed"),
    ("Norland has sent [[40 troops]] after three people were killed.", "people_killed"),
    ("The hospital has [[40 beds]].", "people_injured"),
    ("The hospital employs [[40 doctors]].", "people_injured"),
    ("The club lost [[two]] players to injury.", "people_injured"),
    ("[[Two judges]] said the dead man had been armed.", "people_killed"),
    ("The killer had [[two accomplices]].", "people_killed"),
    ("[[Forty rescuers]] recovered the body.", "people_killed"),
    ("He fired [[six shots]], killing a guard.", "people_killed"),
    ("The gunman, who killed two people, had [[300 rounds]] of ammunition.", "people_killed"),
    ("[[Two dead whales]] washed ashore.", "people_killed"),
    ("Norland killed off [[two bills]] in parliament.", "people_killed"),
    ("The plane crashed [[two minutes]] after take-off, killing the pilot.", "people_killed"),
    ("The bus, carrying [[40 pilgrims]], crashed and killed a cyclist.", "people_killed"),
    ("The suspect, who killed a clerk, faces [[three charges]] of murder.", "people_killed"),
    ("[[Two horses]] died in the fire.", "people_killed"),
    ("The company shed [[200 jobs]] after its founder died.", "people_killed"),
    ("[[Two hospitals]] treated the injured.", "people_injured"),
    ("The strike hurt [[12 companies]].", "people_injured"),
    ("[[12 serious offences]] were recorded.", "people_injured"),
    ("[[Three ministers]] were critical of the plan.", "people_injured"),
    ("[[Twelve critically endangered birds]] were counted.", "people_injured"),
    ("The striker has missed [[12 games]] with injury.", "people_injured"),
    ("[[Three marches]] were held.", "people_attending"),
    ("The party won [[12 seats]] after the rally.", "people_attending"),
    ("[[12 protests]] took place.", "people_attending"),
    ("Guides put the march at [[12 kilometres]].", "people_attending"),
    ("The camp has [[12 wells]].", "refugees"),
    ("The port is home to [[12 cranes]].", "population"),
    ("The island is home to [[300 species]].", "population"),
    ("The museum is home to [[300 paintings]].", "population"),
    ("A city of [[12 bridges]].", "population"),
    ("The firm sold [[120 homes]] before its headquarters burned.", "buildings_destroyed"),
    ("The jet has [[two engines]].", "fire_engines"),
    ("[[Two engines]] failed on take-off.", "fire_engines"),
    ("Sales of [[3,000 appliances]] were recorded.", "fire_engines"),
    ("The firm rented houses for [[two years]].", "duration"),
    ("The tremor was noticed in [[five countries]].", "people_killed"),
    ("Norland lost [[12 games]] this season.", "people_killed"),
    ("The band has lost [[two members]].", "people_killed"),
    ("[[Forty patients]] received treatment with the drug.", "people_injured"),
    ("The deal killed [[three rival bids]].", "people_killed"),
    ("[[Ten bodies]] regulate the market.", "people_killed"),
    ("The search engine sent [[12 visitors]].", "fire_engines"),
    ("[[12 films]], three of them seriously long, were shown.", "people_injured"),
    ("Home to [[12 restaurants]], the street is busy.", "population"),
    ("The summer camp houses [[200 children]].", "refugees"),
    ("[[12 clubs]] attended.", "people_attending"),
]

#: Words that narrow the toll to some of those whom it counts.
NARROWED: list[tuple[str, str]] = [
    ("Fifteen people were hurt, [[three]] critically.", "critical"),
    ("The blast injured 17, [[six]] of them seriously.", "serious"),
    ("Forty workers were burned, [[nine of whom]] remained critical.", "critical"),
    ("Some 40 were hurt, [[nine of whom]] are in critical condition.", "critical"),
    ("The crash left [[seven people]] with serious injuries.", "serious"),
    ("Twenty-two people were killed, [[seven of them]] children.", "child"),
    ("Police in Norland arrested 40, [[five of them]] minors.", "minor"),
    ("The garrison lost [[nine soldiers]] and two civilians.", "soldier"),
    ("[[Six Canadians]] have been killed in the avalanche.", "canadian"),
]


@pytest.fixture(scope="module")
def stated() -> dict[str, tuple[str, tuple[str, ...], str]]:
    """Property, measured words and rule of the marked figure of each sentence."""
    marked = [each for group in WORDINGS.values() for each in group]
    return stated_by_pipeline([*marked, *(m for m, _ in NEVER), *(m for m, _ in NARROWED)])


@pytest.mark.parametrize("property", list(WORDINGS))
def test_one_question_keeps_its_property(stated, property: str):
    wrong = {each: stated[each][0] for each in WORDINGS[property] if stated[each][0] != property}
    assert len(wrong) <= (1 - OF_ONE) * len(WORDINGS[property]), wrong


def test_nearly_all_wordings_are_understood(stated):
    wrong = {
        each: stated[each][0]
        for property, group in WORDINGS.items()
        for each in group
        if stated[each][0] != property
    }
    assert len(wrong) <= (1 - OF_ALL) * sum(map(len, WORDINGS.values())), wrong


def test_what_only_looks_alike_does_not_get_the_property(stated):
    taken = [(each, property) for each, property in NEVER if stated[each][0] == property]
    assert len(taken) <= (1 - OF_ALL) * len(NEVER), taken


@pytest.mark.parametrize(("marked", "word"), NARROWED)
def test_a_part_is_narrowed_by_what_it_is_a_part_of(stated, marked: str, word: str):
    assert word in stated[marked][1]


def test_a_nought_of_casualties_is_a_claim_on_deaths_and_says_so(stated):
    told = stated["There were [[no casualties]]."]
    assert (told[0], told[2]) == ("people_killed", "property:none-of-people_killed_or_injured")
