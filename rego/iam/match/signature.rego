package iam.match

# All that the policies say of the requests' parts: two readings that give the same sets cannot give
# different answers.
signature := [by_resource, by_context, forms, service_linked]
