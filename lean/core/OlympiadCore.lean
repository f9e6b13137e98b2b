prelude
import OlympiadCore.Finset
import OlympiadCore.Namespaces
