from benchmarks.mutations.mutant import Mutation
WEB: tuple[Mutation, ...] = ()
