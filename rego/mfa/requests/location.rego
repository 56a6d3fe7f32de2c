package mfa.requests

import data.mfa.subject

# Condition keys that follow from the resource that a request is about ("AWS global condition context keys").
location_names := data.mfa.requests.keys_by.resource

location_keys := {lower(name) | some name in location_names}

# Where a request goes. Without a region in the ARN and of a service that is not global, any region can be meant.
location(asked) := {"region": region_of(asked), "account": asked.resource_account}

region_of(asked) := region if {
	region := split(asked.resource, ":")[3]
	region != ""
} else := region if {
	region := data.mfa.requests.regions.of_global_services[split(asked.action, ":")[0]]
} else := ""

# A context with these keys. A region is taken where the request leaves it open; a resource of the subject's own
# account is in its organization.
located(given, place) := in_organization(over(given, located_keys(given, place)), place)

located_keys(given, place) := {
	"aws:RequestedRegion": requested_region(given, place.region),
	"aws:ResourceAccount": place.account,
}

requested_region(_, region) := region if region != ""

requested_region(given, "") := region if {
	some key, region in given
	lower(key) == "aws:requestedregion"
} else := data.mfa.requests.regions.usual

in_organization(given, place) := given if place.account != subject.account

in_organization(given, place) := object.union(
	object.remove(given, object.keys(resource_organization)),
	{name: value | some name, own in resource_organization; value := own_organization(given)[own]},
) if {
	place.account == subject.account
}

# The context of a caller of the subject's account has its organization; a caller of another account says nothing of it.
own_organization(given) := given if {
	object.get(given, "aws:PrincipalAccount", subject.account) == subject.account
} else := always

resource_organization := {"aws:ResourceOrgID": "aws:PrincipalOrgID", "aws:ResourceOrgPaths": "aws:PrincipalOrgPaths"}
