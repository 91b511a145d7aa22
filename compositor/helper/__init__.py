"""A process kept warm: a command is run by one that has everything imported, not by a new one.

    raise SystemExit(client.run(cold))        the command: through the helper, or else by itself
    serve("compositor.cli.warm:ready", 600)   the helper: until nobody has asked for ten minutes

`client` sends what a command is (words, folder, environment, its open stdin, stdout, stderr) to the
helper, which makes a copy of itself (fork) for every command; the copy runs it in the client's
place and hands back the exit status. Where there is no helper, or it will not serve, the command
runs by itself, as if there were none; afterwards a helper is started for the next.

client      the command's side; imports next to nothing, as every command waits for it
whether     which commands ask for a helper, and when none is wanted
place       where a helper listens, and for whom: those who stand exactly as it does
wire        what is said between the two; the client's half of it
calls       the helper's half: a message, and the call it is
serve       the helper: it listens, makes copies of itself, and ends
attend      one command, in a copy: another's streams, folder and environment taken on, given back
stamps      whether the program is still the one that was imported

On Linux alone: elsewhere a copy of a process that has opened system libraries is not safe. Knows
nothing of newspapers: what is run is the caller's. Standard library only.
"""
