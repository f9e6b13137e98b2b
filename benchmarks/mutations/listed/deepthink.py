from benchmarks.mutations.mutant import Mutation
DEEPTHINK: tuple[Mutation, ...] = ()
