"""Where things are: areas, their boundaries, residents and look-ups, and which area a point is in.

========================  ==========================================================
module                    what it answers
========================  ==========================================================
`code_columns`            which kind of area, and which year, is this column about?
`areas`                   what is an area, and a set of areas of one kind and year?
`boundary_files`          which areas does this file draw?
`projection`              where is this in metres, and are these two comparable?
`points`                  which area is this point in?
`distances`               how far is this point from the area it is said to be in?
`changes`                 what became of this 2011 LSOA in 2021?
`links`                   which ward, district, partnership and force is this LSOA in?
`declared`                which districts are this partnership's area?
`residents`               how many people, or households, live there?
========================  ==========================================================
"""
