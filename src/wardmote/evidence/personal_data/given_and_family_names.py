"""Very common first names and surnames of people who live in England.

They recognise a column of names whose header says nothing ("Ident 1"). A list cannot hold
everyone and need not: a column is judged by the share of its values that are here. Left out
are names that are everyday words, months, colours, makes of car, or places (April, Victoria,
Stanley, Lincoln, Ford), because those stand in columns that are not about people.

Chosen by hand from what is commonly known of first names and surnames in England, including
those of its South Asian, African, Arabic, Polish, Romanian, Turkish and Chinese communities.
"""

from __future__ import annotations

_GIVEN_NAMES = """
aaliyah aaron abdi abdul abdullah abigail abu adam adele adrian agnieszka ahmed aidan aisha
aishah alan alana albert alex alexander alexandra alfie ali alice alicia alison allan amanda
amber amelia amina amir amy ana andreea andrei andrew andrzej angela anita ann anna anne
annette anthony antonio archie arthur ashley asif audrey ava ayaan ayesha aysha barbara
barry beatrice ben benjamin bernadette bernard beth bethany beverley brandon brenda brian
bronwen bryan caitlin callum cameron carl carly carol caroline carolyn catherine cathy
cerys charles charlie charlotte cheryl chloe chris christian christina christine christopher
claire clare clive colin connor conor craig cristina daniel danielle danny darren dave david
dawn debbie deborah declan denise dennis derek diana diane dominic donald donna dorothy
douglas duncan dylan eddie edith edward eileen elaine eleanor elena elizabeth ella ellen
ellie elliot elsie emily emma eric erin esme ethan evan evelyn evie ewa fatima faye fiona
fatema frances francesca francis frank fred freddie frederick freya gareth gary gavin
gemma geoff geoffrey george georgia georgina gerald geraldine gillian gina glenn gloria
gordon graham gregory gwen habiba hamza hannah harriet harry hasan hassan hayley hazel
heidi helen henry hilary hollie howard hugh hussain hussein ian ibrahim imogen imran
ioana irene isaac isabel isabella isabelle isla ismail jack jacob jacqueline jade jake james
jamie jan jane janet janice jasmin jason jay jayne jean jeffrey jennifer jenny jeremy
jessica jill joan joanna joanne jodie joe joel john jonathan jordan jorge jose joseph josh
joshua joyce juan judith julia julian julie kai karen karl kate katherine
kathleen kathryn katie katarzyna kay kayleigh keith kelly kenneth kerry kevin khadija kim
kieran kimberley kirsty krishna krzysztof kyle lara laura lauren lawrence leah leanne lee
leo leon leonard lesley leslie lewis liam libby linda lisa logan lorraine louis louise lucas
lucy luke lydia lynn lynne maciej malcolm magdalena malgorzata marcin marcus margaret maria
marian marie marilyn marion marjorie mark martha martin mary maryam matilda matthew maureen
max maxine md megan mehmet melanie melissa mia michael michal michelle miguel mihai mike
millie mohamed mohammad mohammed molly monica morgan moses muhammad mustafa nadia nancy
naomi natalia natalie natasha nathan neil niamh nicholas nick nicola nicole nigel nina noah
noel norma norman nusrat oliver olivia omar oscar osman owen paige pamela patricia patrick
paul paula pauline pawel peter phil philip phillip phoebe phyllis piotr polly priya rachael
rachel rahul raj rajesh ralph ramesh raymond rebecca reece rehana rhys ricardo richard rita
rob robert roberta robin rodney roger ronald rory rosemary rosie ross roy ruby rukhsana
russell ruth ryan sabrina sadia saeed saima sally sam samantha samina samir samuel sandra
sara sarah scott sean sebastian shabana shahid shane shannon sharon shaun sheila shirley
sian simon sofia sonia sophia sophie stacey stefan stephanie stephen steve steven stuart
sue sunita susan suzanne syed sylvia tara tasnim terence teresa terry theo theresa thomas
tim timothy tina toby tom tomasz tony tracey tracy trevor tyler usman valerie vanessa vera
veronica vijay vincent vivian wayne wendy wei william xin yasmin yusuf yvonne zachary zainab
zara zoe zofia
"""
GIVEN_NAMES = frozenset(_GIVEN_NAMES.split())

_FAMILY_NAMES = """
abbott abdi abdullah adams adeyemi ahmad ahmed akhtar alexander ali allen anderson andrews
armstrong arnold ashraf atkinson aziz bailey baker ball barker barnett barrett bates begum
bell bennett bhatti bibi bishop booth bradley brooks bryant burgess burke burns burton
butler byrne campbell carr carroll carter chambers chan chapman chaudhry cheema chen chowdhury
choudhury clark clarke coleman collins cook cooper cox cunningham curtis daniels davidson
davies davis davison dawson day dean dhillon dixon doherty doyle duncan dunn edwards elliott
ellis evans farah ferguson fernandes fisher fletcher foster fowler francis fraser gallagher
garcia gardner george ghosh gibson gilbert gill goodwin gordon graham grant griffin griffiths
gupta hall hamilton hammond haque harding harper harris harrison hart harvey hassan hawkins
haynes henderson henry hewitt hicks higgins hodgson holloway holmes hopkins hossain howard
howe howell hudson hughes hunt hussain hussein ibrahim iqbal ionescu islam jackson jama james
jenkins jennings johnson johnston jones jordan joseph kaur kelly kennedy khan khatun kim knight
kowalczyk kowalska kowalski kumar lambert lawrence lawson lee lewis li lim liu lloyd lowe lynch
macdonald mahmood malik marsh marshall martin mason matthews mccarthy mcdonald mckenzie mehta
miah miller mills mistry mitchell mohamed mohammed moore moran morgan morris morrison moss
murphy murray musa mustafa nash nawaz nguyen nicholls nowak obrien o'brien o'connor o'neill
okafor olsen osman owen owens palmer parker parmar parsons patel payne pearce pearson perera
perkins perry peters phillips pollard poole popa popescu powell price pritchard rahman raja
rana rashid read reid reynolds rhodes richards richardson riley roberts robertson robinson
rodrigues rogers rose ross russell ryan saleem sanders santos saunders scott sehgal shah shaikh
sharma sharp shaw sheikh shepherd simmons simpson sims sinclair singh smith spencer stephens
stephenson stevens stevenson stewart stone sutton tan taylor thomas thompson thomson thornton
townsend tran tucker turner uddin vaughan virk wade walker walsh walters wang ward warner
warsame watkins watson watts webb webster welch wells west wheeler whelan wilkins wilkinson
williams williamson willis wilson wong wood woods wright yang yilmaz young yusuf zhang
"""
FAMILY_NAMES = frozenset(_FAMILY_NAMES.split())

_TITLES = "mr mrs ms miss mx dr rev cllr sgt dc pc pcso dci insp"
TITLES = frozenset(_TITLES.split())

# Words that end the name of a place or an organisation, never that of a person
_PLACE_AND_ORGANISATION_WORDS = """
academy alley approach arcade area arms avenue bank bar beach borough bridge broadway bypass
cafe canal care castle cathedral centre chapel church circus city clinic close club college
common community company copse corner cottages council court crescent cross croft dale depot
district division dock docks drive east embankment end estate farm fields foundation fund
garden gardens gate grange green greens group grove hall harbour heath heights hill hills home
homes hospital hostel hotel house inn island junction lane library limited link lodge ltd
mall manor market marsh meadow meadows mews moor motorway north nursery office orchard parade
park parish partnership path place plc police pool pub quay ridge rise river road roundabout
row school service services shop shops side society south spinney square stables station
store stores street strand supermarket surgery terrace theatre tower towers town trust union
university vale valley view village villas villa walk ward water way west wharf wood woods yard
"""
PLACE_AND_ORGANISATION_WORDS = frozenset(_PLACE_AND_ORGANISATION_WORDS.split())
