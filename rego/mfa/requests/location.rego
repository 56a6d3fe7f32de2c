package mfa.requests

import data.mfa.subject

# Condition keys that follow from the resource that a request is about ("AWS global condition context keys").
location_names := data.mfa.requests.keys_by.resource

location_keys := {lower(name) | some name in location_names}

# Where a request goes. Without a region in the ARN and of a service that is not global, any region can be meant.
location(request) := {"region": region_of(request), "account": request.resource_account}

region_of(request) := region if {
	region := split(request.resource, ":")[3]
	region != ""
} else := region if {
	region := data.mfa.requests.regions.of_global_services[split(request.action, ":")[0]]
} else := ""

# A context with these keys. A region is taken where the request leaves it open; a resource of the subject's own
# account is in its organization.
located(context, place) := in_organization(over(context, located_keys(context, place)), place)

located_keys(context, place) := {
	"aws:RequestedRegion": requested_region(context, place.region),
	"aws:ResourceAccount": place.account,
}

requested_region(_, region) := region if region != ""

requested_region(context, "") := region if {
	some key, region in context
	lower(key) == "aws:requestedregion"
} else := data.mfa.requests.regions.usual

in_organization(context, place) := context if place.account != subject.account

in_organization(context, place) := object.union(
	object.remove(context, object.keys(resource_organization)),
	{name: context[own] | some name, own in resource_organization; context[own]},
) if {
	place.account == subject.account
}

resource_organization := {"aws:ResourceOrgID": "aws:PrincipalOrgID", "aws:ResourceOrgPaths": "aws:PrincipalOrgPaths"}
