//! The official provinces, regencies and districts, embedded.
//!
//! Invariants: the three lists are sorted by code and nested by it, so what lies in a region is one run of the next list, found by
//! halving. Nothing is copied: names are slices of the embedded text. Origin and licence: `assets/wilayah/README.md`.

use crate::kernel::region::{Level, RegionCode};
use std::sync::OnceLock;

/// A region with its name as it is shown ("Kabupaten Bandung").
pub type Region = (RegionCode, &'static str);

/// The names of a place, from the largest down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names {
    pub province: &'static str,
    pub regency: &'static str,
    pub district: &'static str,
}

struct Lists {
    provinces: Vec<Region>,
    regencies: Vec<Region>,
    districts: Vec<Region>,
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| Lists {
        provinces: read(include_str!("../../assets/wilayah/provinces.csv")),
        regencies: read(include_str!("../../assets/wilayah/regencies.csv")),
        districts: read(include_str!("../../assets/wilayah/districts.csv")),
    })
}

/// Lines of `code,name` after a line of headings, in the order of the codes. A test holds the files to that.
fn read(csv: &'static str) -> Vec<Region> {
    let region = |line: &'static str| {
        let (code, name) = line.split_once(',')?;
        Some((RegionCode::parse(code).ok()?, name))
    };
    csv.lines().skip(1).filter_map(region).collect()
}

/// All provinces, by code.
pub fn provinces() -> impl Iterator<Item = Region> {
    lists().provinces.iter().copied()
}

/// The regencies and cities of a province, or the districts of a regency, by code; nothing lies in any other code.
pub fn children(parent: RegionCode) -> impl Iterator<Item = Region> {
    let list: &'static [Region] = match parent.level() {
        Level::Province => &lists().regencies,
        Level::Regency => &lists().districts,
        Level::District => &[],
    };
    // A region sorts before everything inside it, so its run starts where the codes pass its own.
    let start = list.partition_point(|(code, _)| *code < parent);
    list.iter().skip(start).take_while(move |(code, _)| code.parent() == Some(parent)).copied()
}

/// The names of three codes, if each exists and lies in the one before.
#[must_use]
pub fn resolve(province: RegionCode, regency: RegionCode, district: RegionCode) -> Option<Names> {
    if regency.parent() != Some(province) || district.parent() != Some(regency) {
        return None;
    }
    let Lists { provinces, regencies, districts } = lists();
    Some(Names { province: name(provinces, province)?, regency: name(regencies, regency)?, district: name(districts, district)? })
}

fn name(list: &[Region], code: RegionCode) -> Option<&'static str> {
    list.binary_search_by_key(&code, |(code, _)| *code).ok().and_then(|at| list.get(at)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    #[test]
    fn every_line_is_read_and_sorted() {
        let Lists { provinces, regencies, districts } = lists();
        assert_eq!((provinces.len(), regencies.len(), districts.len()), (38, 514, 7285));
        for (list, level) in [(provinces, Level::Province), (regencies, Level::Regency), (districts, Level::District)] {
            assert!(list.iter().all(|(code, _)| code.level() == level));
            assert!(list.is_sorted_by(|a, b| a.0 < b.0));
        }
    }

    #[test]
    fn every_region_lies_in_one_that_exists_and_none_is_empty() {
        let mut reached = (0, 0);
        for (province, province_name) in provinces() {
            for (regency, regency_name) in children(province) {
                reached.0 += 1;
                assert!(children(regency).next().is_some(), "{regency_name}");
                for (district, district_name) in children(regency) {
                    reached.1 += 1;
                    let names = resolve(province, regency, district).unwrap();
                    assert_eq!((names.province, names.regency, names.district), (province_name, regency_name, district_name));
                    assert!(children(district).next().is_none());
                }
            }
        }
        assert_eq!(reached, (514, 7285));
    }

    #[test]
    fn names_are_written_as_people_read_them() {
        let Lists { provinces, regencies, districts } = lists();
        for (_, name) in provinces.iter().chain(regencies).chain(districts) {
            assert_eq!(name.split_whitespace().collect::<Vec<_>>().join(" "), *name);
            for word in name.split(' ') {
                let small = matches!(word, "dan" | "x" | "-");
                assert!(
                    small || word.trim_start_matches('(').starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()),
                    "{}",
                    name
                );
                // Capitals throughout are numerals or the two official abbreviations.
                let shouted =
                    word.chars().filter(char::is_ascii_alphabetic).count() > 1 && !word.contains(|c: char| c.is_ascii_lowercase());
                let known = word.bytes().all(|b| b"IVX".contains(&b)) || matches!(word, "STL" | "BTS.");
                assert!(!shouted || known, "{}", name);
            }
        }
        assert!(regencies.iter().all(|(_, name)| name.starts_with("Kabupaten ") || name.starts_with("Kota ")));
    }

    #[test]
    fn a_known_place_is_found_by_codes_with_and_without_dots() {
        let names_of = |a, b, c| resolve(code(a), code(b), code(c));
        let bandung = names_of("32", "32.73", "32.73.01").unwrap();
        assert_eq!((bandung.province, bandung.regency, bandung.district), ("Jawa Barat", "Kota Bandung", "Sukasari"));
        assert_eq!(names_of("32", "3273", "327301"), Some(bandung));
        assert!(children(code("32")).any(|(_, name)| name == "Kabupaten Bandung"));
    }

    #[test]
    fn codes_that_do_not_exist_or_do_not_belong_together_are_refused() {
        for (a, b, c) in [
            ("99", "99.01", "99.01.01"),
            ("32", "32.99", "32.99.01"),
            ("32", "32.73", "32.73.99"),
            ("31", "32.73", "32.73.01"),
            ("32", "32.04", "32.73.01"),
            ("32", "32", "32"),
            ("32.73", "32.73", "32.73.01"),
            ("32", "32.73.01", "32.73.01"),
        ] {
            assert_eq!(resolve(code(a), code(b), code(c)), None, "{a} {b} {c}");
        }
        assert!(children(code("99")).next().is_none() && children(code("32.99")).next().is_none());
    }
}
