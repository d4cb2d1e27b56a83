"""How many examples a law is given that is dear to ask."""

from typing import Final

import hypothesis

#: Half as many as other laws, on every profile: for laws whose one example is a whole plan with all
#: that is said of it, which takes as long as hundreds of others.
DEAR: Final = hypothesis.settings(max_examples=hypothesis.settings().max_examples // 2)
