package iam.operators.date

import data.iam.operators.numeric

# A moment as [whole seconds since 1970, nine digits of a fraction]: exact, and ordered as arrays are.
operand(text) := moment(text)

matches(operator, value, wanted) if {
	numeric.compares(trim_prefix(operator, "Date"), moment(value), wanted)
}

# Epoch seconds. Four digits are a year of the ISO 8601 profile.
moment(text) := [to_number(trim_left(text, "0")), "000000000"] if {
	regex.match(`^[0-9]*[1-9][0-9]*$`, text)
	count(text) != 4
	count(text) < 16
}

moment("0") := [0, "000000000"]

# The W3C profile of ISO 8601 (https://www.w3.org/TR/NOTE-datetime): a year, a month, a day, or a day
# with a time. A time without a zone is taken as UTC.
moment(text) := [seconds, substring(concat("", [trim_prefix(parts[7], "."), "000000000"]), 0, 9)] if {
	found := regex.find_all_string_submatch_n(profile, text, 1)
	parts := found[0]
	year := digits(parts[1], 0)
	month := digits(parts[2], 1)
	month in numbers.range(1, 12)
	day := digits(parts[3], 1)
	day in numbers.range(1, days_in(year, month))
	hour := digits(parts[4], 0)
	hour < 24
	minute := digits(parts[5], 0)
	minute < 60
	second := digits(parts[6], 0)
	second < 60
	days := (days_before(year, month) + day) - 1
	seconds := ((((days * 86400) + (hour * 3600)) + (minute * 60)) + second) - offset(parts[8])
}

profile := concat("", [
	`^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:`,
	`T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?`,
	`)?)?)?$`,
])

digits("", absent) := absent

digits(text, _) := to_number(number_text(text)) if text != ""

number_text(text) := regex.replace(text, `^0+([0-9])`, "${1}")

# Seconds that a zone is ahead of UTC.
offset("") := 0

offset("Z") := 0

offset(zone) := (numeric.sign(substring(zone, 0, 1)) * ((hours * 60) + minutes)) * 60 if {
	count(zone) > 1
	hours := digits(substring(zone, 1, 2), 0)
	hours < 24
	minutes := digits(substring(zone, count(zone) - 2, 2), 0)
	minutes < 60
}

# Days from 1970-01-01 to the first of a month, by the proleptic Gregorian calendar.
days_before(year, month) := ((years + cumulative[month - 1]) + leap_day(year, month)) - 719162 if {
	y := year - 1
	years := (((365 * y) + floor(y / 4)) - floor(y / 100)) + floor(y / 400)
}

cumulative := [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

leap_day(year, month) := 1 if {
	month > 2
	is_leap(year)
} else := 0

is_leap(year) if {
	year % 4 == 0
	year % 100 != 0
}

is_leap(year) if year % 400 == 0

days_in(year, 2) := 29 if {
	is_leap(year)
} else := 28

days_in(_, month) := 30 if month in {4, 6, 9, 11}

days_in(_, month) := 31 if month in {1, 3, 5, 7, 8, 10, 12}
