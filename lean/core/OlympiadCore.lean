prelude
import OlympiadCore.Omega
