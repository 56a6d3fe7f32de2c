"""A second opinion on IAM: an evaluator of its own and a search for requests that contradict a proof."""
