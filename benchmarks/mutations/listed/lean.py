from benchmarks.mutations.mutant import Mutation
LEAN: tuple[Mutation, ...] = ()
