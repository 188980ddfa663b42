"""Pure functions: numbers in, numbers with their uncertainty out.

Nothing here reads a file, opens the store or writes a page. Each module answers one
question, and each answer is a frozen record that carries what it rests on (`basis`):

===================  ==================================================================
`change`             did it rise or fall between two years?
`siblings`           may a sub-category's change be stated by itself?
`verbs`              which words may a sentence then use?
`rates`              how many for each thousand, and how sure?
`contribution`       which parts account for a rise or fall?
`concentration`      how unevenly is it spread over places, and does that last?
`limits`             is this month out of the ordinary?
`seasons`            which months are usually high or low?
`comparison`         is this area different from a group of others?
`searches`           stop and search: disparity and find rates
`surveys`            how sure is a share of answers, and a gap between two?
`changepoints`       when did the level change?
===================  ==================================================================
"""
