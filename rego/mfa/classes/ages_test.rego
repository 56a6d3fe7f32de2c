package mfa.classes_test

import data.mfa.classes

test_an_old_sign_in_is_another_age if {
	ages({"NumericGreaterThanIfExists": {"aws:MultiFactorAuthAge": "3600"}}) == ["3601"]
	ages({"NumericLessThan": {"aws:MultiFactorAuthAge": ["60", "0"]}}) == ["60"]
}

ages(condition) := found if {
	found := classes.ages with input as given([deny({"Condition": condition})])
}
