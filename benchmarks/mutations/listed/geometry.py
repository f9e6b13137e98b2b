from benchmarks.mutations.mutant import Mutation
GEOMETRY: tuple[Mutation, ...] = ()
