package iam.match_test

import data.iam.match
import data.iam.testing_test as testing

test_the_signature_holds_every_set_that_an_assumption_about_matching_can_change if {
	given := {"resource": testing.document([testing.granting("*", {})])}
	found := match.signature with input as testing.asking(given, [testing.request({})])
	count(found) == 4
	found[0] == {["arn:aws:s3:::bucket/key", {}]: {0}}
	found[1] == {{}: {0}}
	found[2] == {testing.alice: {0: {"everyone"}}}
	found[3] == set()
}
