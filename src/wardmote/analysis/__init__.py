"""Pure functions: numbers in, numbers with their uncertainty out.

Nothing here reads a file, opens the store or writes a page. Each module answers one
question, and each answer is a frozen record that carries what it rests on (`basis`):

======================  ===============================================================
`change`                did it rise or fall between two years? (`drift`: inside a year?)
`verdicts`              which of many changes may be called a rise or a fall?
`siblings`              may a sub-category's change be stated by itself?
`verbs`                 which words may a sentence then use?
`rates`, `ratios`       how many for each thousand, how many times as many, how sure?
`contribution`          which parts account for a rise or fall?
`concentration`         how unevenly is it spread over places, and does that last?
`limits`                is this month out of the ordinary?
`seasons`               which months are usually high or low? (`decomposition`: a picture)
`comparison`            is this area different from a group of others?
`searches`              stop and search: which count, and whose?
`disparity`             how many times as often is one group searched as another?
`district_disparity`    how much of that is where people live and police search?
`find_rates`            how often did a search find what it was for?
`surveys`               how sure is a share of answers? (`share_gaps`: are two different?)
`changepoints`          when did the level change, by steps or gradually?
======================  ===============================================================

Beneath them: `months` and `breaks` (what may be compared), `loglinear` and `year_model`
(how much a series swings), `two_counts`, `intervals`, `quantiles`, `families`, `lorenz` and
`steps` (the arithmetic), `levels` (what `changepoints` finds). Rules and constants are those of
the statistical rules of the project; each constant is named where it is used.
"""
