"""Networks: who meets whom, who sits in the same bodies, which bodies share people.

`memberships` takes out of the store who belongs to which meeting or body, `projection` joins those
who share one, `measures` and `communities` look at the network as a whole, `analysis` keeps what
they find in a file (`kept`: once for each generation of the store), and `answer` tells the part of
it that is asked for.
"""
