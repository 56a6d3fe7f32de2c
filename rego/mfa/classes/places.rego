package mfa.classes

import data.mfa.requests
import data.mfa.subject

# Where the resources of a template can be: [template, region, account, service], one place for each set of patterns
# and conditions that tell regions, accounts and services apart.
template_places := {template: found |
	some template in templates
	template != "*"
	found := {[template, region, account, service] |
		some region in regions_of(template)
		some account in accounts_of(template)
		some service in services_of(template)
	}
}

services_of(template) := {service} if {
	service := split(template, ":")[2]
	service != "*"
} else := {min(services) | some services in services_by_pattern}

# The services whose resources a template for every service can mean, by the patterns that mean them, and one that
# no pattern names.
services_by_pattern[patterns] contains service if {
	some service in (resource_services | {unnamed_service})
	patterns := {named | some named in named_services; regex.match(glob_expression(named), service)}
}

unnamed_service := [service |
	some service in array.concat(data.mfa.classes.representatives.services, [fresh_name])
	not service in resource_services
][0]

# --- accounts ----------------------------------------------------------------------------------------------

accounts_of(template) := accounts if {
	template in other_account_templates
	others := accounts_by_service[split(template, ":")[2]]
	accounts := {subject.account} | others
} else := {subject.account}

accounts_by_service := {service: other_accounts(service) |
	some service in {split(template, ":")[2] | some template in other_account_templates}
}

# IAM's own actions reach no other account.
other_account_templates := {ask[1] |
	some cell in cells
	some ask in cell.asks
	contains(ask[1], "{account}")
	not startswith(ask[0], "iam:")
}

# Accounts beside the subject's that patterns tell apart, and for services whose resources have policies of their own
# one that none names.
other_accounts(service) := {min(same) |
	judged := {[account_patterns(service, account), account] | some account in possible_accounts(service)}
	some wanted in {pair[0] | some pair in judged}
	wanted != account_patterns(service, subject.account)
	same := values_with(judged, wanted)
}

account_patterns(service, account) := {mask |
	some mask in account_globs(service)
	regex.match(glob_expression(mask), account)
} | {"own" | account == subject.account; is_owner_asked}

# Conditions on whose a resource is tell another account apart.
is_owner_asked if count(condition_keys & owner_keys) > 0

owner_keys := requests.location_keys - {"aws:requestedregion"}

account_globs(service) := {pair[1] | some pair in account_masks; not disjoint(pair[0], service)}

account_masks := {[parts[2], parts[4]] |
	some entry in resource_patterns
	parts := split(entry[0], ":")
	count(parts) > 5
	parts[4] != ""
} | {[any_text, mask] | some mask in key_globs("aws:resourceaccount")}

possible_accounts(service) := {account |
	some mask in account_globs(service)
	is_shared(service, mask)
	some account in accounts_like(mask)
	account != subject.account
} | {account |
	service in data.mfa.classes.representatives.services_with_policies
	some account in data.mfa.classes.representatives.accounts
	account != subject.account
}

# An account that a policy spells out is tried for every service.
is_shared(_, mask) if regex.match(`^[0-9]{12}$`, mask)

is_shared(service, _) if service in data.mfa.classes.representatives.services_with_policies

accounts_like(mask) := {account |
	some digit in ["0", "7"]
	account := twelve_digits(mask, digit)
	regex.match(`^[0-9]{12}$`, account)
}

# An account of a pattern: every `?` one digit, and the first `*` as many as are missing.
twelve_digits(mask, digit) := concat("", [parts[0], repeated(digit, missing), rest]) if {
	filled := replace(mask, single_character, digit)
	parts := pieces(filled)
	rest := concat("", array.slice(parts, 1, count(parts)))
	missing := 12 - count(concat("", parts))
	missing >= 0
}

repeated(_, 0) := ""

repeated(text, times) := concat("", [text | some _ in numbers.range(1, times)]) if times > 0

# --- regions -----------------------------------------------------------------------------------------------

regions_of(template) := regions if {
	contains(template, "{region}")
} else := {split(template, ":")[3]}

# A region of each set that patterns and conditions tell apart.
regions := {known_regions[min(places)] | some places in region_places}

known_regions := array.concat(data.mfa.classes.representatives.regions, sort([mask |
	some mask in region_globs
	regex.match(`^[a-z]{2,}(-[a-z]+)+-[0-9]+$`, mask)
	not mask in data.mfa.classes.representatives.regions
]))

region_places[wanted] contains place if {
	some place, region in known_regions
	wanted := {mask | some mask in region_globs; regex.match(glob_expression(mask), region)}
}

region_globs := {parts[3] |
	some entry in resource_patterns
	parts := split(entry[0], ":")
	count(parts) > 3
} | key_globs("aws:requestedregion")
