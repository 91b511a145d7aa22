"""The values that pass between stages: frozen, hashable, of tuples, free of behaviour that decides.

In the order data moves: `issue` (what the editor wrote), `layout` (what the page allows),
`galley` (lines of type), `edition` (pages made up). Siblings among the stages know each other
only through these.
"""
