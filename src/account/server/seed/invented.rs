//! Invented participants by number: the same number is the same person every time, and no two share an address, a NIK or a phone
//! number. Names are put together from common given names at random, so that they are nobody's in particular.

use crate::account::model::{Identity, Mismatch};
use crate::kernel::date::Date;
use crate::kernel::lang::Lang;
use crate::kernel::person::Gender;
use crate::kernel::region::RegionCode;
use crate::platform::regions;
use std::sync::OnceLock;

/// The highest number; up to here everything is unique.
pub const MOST: u32 = 10_000_000;

/// Serials below those by which the sandbox's registry plays other answers.
const SERIALS: u32 = 8_999;
/// Birthdays, from [`FIRST_BIRTHDAY`]: ages 18 to 40 in the programme's years. A prime, so that steps of any size go through all of them.
const BIRTHDAYS: u32 = 7_919;
const FIRST_BIRTHDAY: (u16, u8, u8) = (1986, 1, 1);
/// The largest prime below 10⁸: multiples of a number below it are all different.
const SUBSCRIBERS: u64 = 99_999_989;
const OPERATORS: &[&str] = &["812", "813", "821", "822", "852", "857", "858", "877", "878", "896"];

const MEN: &[&str] = &[
    "Adi", "Agus", "Andi", "Arif", "Bagas", "Bayu", "Dedi", "Dimas", "Doni", "Eko", "Fajar", "Farhan", "Galih", "Hadi", "Hendra",
    "Ilham", "Indra", "Irfan", "Joko", "Krisna", "Made", "Nanda", "Putu", "Rafi", "Rahmat", "Rian", "Rizal", "Rudi", "Slamet",
    "Teguh", "Tono", "Wahyu", "Wawan", "Wayan", "Yanto", "Yoga", "Yusuf", "Zaki",
];
const WOMEN: &[&str] = &[
    "Aisyah", "Anisa", "Citra", "Dian", "Eka", "Endah", "Fitri", "Hana", "Indah", "Intan", "Kadek", "Lina", "Mega", "Nia", "Nina",
    "Novi", "Nur", "Putri", "Rani", "Ratih", "Rina", "Rini", "Rosa", "Sari", "Sinta", "Siti", "Sri", "Tari", "Tika", "Tuti",
    "Ulfa", "Vina", "Wati", "Winda", "Yani", "Yuli", "Yuni", "Zahra",
];
const MEN_SECOND: &[&str] = &[
    "Anggara",
    "Aprianto",
    "Budiman",
    "Cahyono",
    "Darmawan",
    "Firmansyah",
    "Hartono",
    "Hidayat",
    "Iskandar",
    "Kurnia",
    "Laksana",
    "Mahardika",
    "Maulana",
    "Nugraha",
    "Permana",
    "Pradana",
    "Pratama",
    "Purnama",
    "Ramadan",
    "Saputra",
    "Sentosa",
    "Setiadi",
    "Suryana",
    "Syahputra",
    "Utomo",
    "Wardana",
    "Wibisana",
    "Wijaya",
];
const WOMEN_SECOND: &[&str] = &[
    "Anggraini",
    "Aprilia",
    "Astuti",
    "Cahyani",
    "Damayanti",
    "Fadilah",
    "Handayani",
    "Hasanah",
    "Kartika",
    "Kurniasih",
    "Kusuma",
    "Maharani",
    "Maulida",
    "Melati",
    "Novianti",
    "Oktavia",
    "Permata",
    "Pertiwi",
    "Puspita",
    "Rahayu",
    "Rahmawati",
    "Safitri",
    "Savitri",
    "Septiani",
    "Susanti",
    "Widuri",
    "Wulandari",
    "Yuliani",
];
const STREETS: &[&str] = &[
    "Anggrek",
    "Cempaka",
    "Cendana",
    "Dahlia",
    "Flamboyan",
    "Kenanga",
    "Mawar",
    "Melati",
    "Merpati",
    "Nusa Indah",
    "Rajawali",
    "Teratai",
];

/// Province and about how many hundred thousand people live there (Statistics Indonesia, 2023).
const PROVINCES: &[(u8, u64)] = &[
    (11, 55),
    (12, 154),
    (13, 57),
    (14, 66),
    (15, 37),
    (16, 87),
    (17, 21),
    (18, 93),
    (19, 15),
    (21, 22),
    (31, 107),
    (32, 499),
    (33, 375),
    (34, 37),
    (35, 415),
    (36, 123),
    (51, 44),
    (52, 56),
    (53, 56),
    (61, 56),
    (62, 28),
    (63, 42),
    (64, 40),
    (65, 7),
    (71, 27),
    (72, 31),
    (73, 94),
    (74, 28),
    (75, 12),
    (76, 15),
    (81, 19),
    (82, 13),
    (91, 11),
    (92, 6),
    (93, 5),
    (94, 14),
    (95, 15),
    (96, 6),
];

/// Somebody invented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invented {
    pub email: String,
    pub name: String,
    pub nik: String,
    pub birth_date: Date,
    pub gender: Gender,
    pub address: String,
    /// Where the person lives.
    pub district: RegionCode,
    pub phone: String,
    pub phone_verified: bool,
    pub prefers_sms: bool,
    pub identity: Identity,
    pub language: Lang,
}

/// The address of a number: `peserta-000001@contoh.example`.
#[must_use]
pub fn email(number: u32) -> String {
    format!("peserta-{number:06}@contoh.example")
}

impl Invented {
    /// The person of a number from 1 to [`MOST`]; `dice` are that number's.
    pub fn of(number: u32, dice: &mut Dice) -> Self {
        let gender = if dice.chance(50) { Gender::P } else { Gender::L };
        let (given, second) = if gender == Gender::P { (WOMEN, WOMEN_SECOND) } else { (MEN, MEN_SECOND) };
        // Some have one name only, some three.
        let name = match dice.below(10) {
            0 => (*dice.pick(given)).to_owned(),
            1 | 2 => format!("{} {} {}", dice.pick(given), dice.pick(given), dice.pick(second)),
            _ => format!("{} {}", dice.pick(given), dice.pick(second)),
        };
        let district = a_district(dice);
        // Most live where they were first recorded.
        let recorded = if dice.chance(80) { district } else { a_district(dice) };
        let (birth_date, serial) = birth(number);
        let phone_verified = dice.chance(45);
        Self {
            email: email(number),
            name,
            nik: nik(recorded, birth_date, gender, serial),
            birth_date,
            gender,
            address: format!(
                "Jalan {} {}, RT {:02}/RW {:02}",
                dice.pick(STREETS),
                1 + dice.below(180),
                1 + dice.below(12),
                1 + dice.below(9)
            ),
            district,
            phone: phone(number, dice),
            phone_verified,
            prefers_sms: phone_verified && dice.chance(30),
            identity: identity(dice),
            language: if dice.chance(95) { Lang::Id } else { Lang::En },
        }
    }
}

/// Day and serial of a number. Numbers with the same serial are born on different days, so that no two NIK are the same wherever people
/// are from.
fn birth(number: u32) -> (Date, u32) {
    let (round, serial) = ((number - 1) / SERIALS, 1 + (number - 1) % SERIALS);
    let day = (u64::from(serial) * 4_241 + u64::from(round) * 1_237) % u64::from(BIRTHDAYS);
    let (year, month, first) = FIRST_BIRTHDAY;
    let first = Date::new(year, month, first).map_or(0, Date::epoch_days);
    (Date::from_epoch_days(first + day as i64), serial)
}

fn nik(recorded: RegionCode, born: Date, gender: Gender, serial: u32) -> String {
    let region: String = recorded.to_text().chars().filter(char::is_ascii_digit).collect();
    let day = born.day() + if gender == Gender::P { 40 } else { 0 };
    format!("{region}{day:02}{:02}{:02}{serial:04}", born.month(), born.year() % 100)
}

fn phone(number: u32, dice: &mut Dice) -> String {
    let subscriber = u64::from(number) * 48_271 % SUBSCRIBERS;
    format!("+62{}{subscriber:08}", dice.pick(OPERATORS))
}

/// Few wait for the registry: a running portal asks it again for each of them.
fn identity(dice: &mut Dice) -> Identity {
    match dice.below(1_000) {
        0..40 => Identity::Unverified(Mismatch::Name),
        40..60 => Identity::Unverified(Mismatch::BirthDate),
        60..75 => Identity::Unverified(Mismatch::NotFound),
        75..80 => Identity::Pending,
        _ => Identity::Verified,
    }
}

/// The provinces with all their districts, and how many people live there and in the ones before.
fn places() -> &'static [(u64, Vec<RegionCode>)] {
    static PLACES: OnceLock<Vec<(u64, Vec<RegionCode>)>> = OnceLock::new();
    PLACES.get_or_init(|| {
        let mut so_far = 0;
        let of = |number| RegionCode::province(number).into_iter().flat_map(regions::children);
        let districts =
            |number| of(number).flat_map(|(regency, _)| regions::children(regency)).map(|(district, _)| district).collect();
        let place = |&(number, people): &(u8, u64)| {
            so_far += people;
            (so_far, districts(number))
        };
        PROVINCES.iter().map(place).collect()
    })
}

fn a_district(dice: &mut Dice) -> RegionCode {
    let places = places();
    let at = dice.below(places.last().map_or(1, |(all, _)| *all));
    *dice.pick(&places[places.partition_point(|(so_far, _)| *so_far <= at)].1)
}

/// Numbers that look thrown and are the same for the same participant every time (splitmix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn of(number: u32) -> Self {
        Self(u64::from(number))
    }

    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }

    /// Whether it happens, in so many of a hundred cases.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len() as u64) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::rules::check_birth_date;
    use crate::kernel::email::Email;
    use crate::kernel::nik::Nik;
    use crate::kernel::person::{Address, FullName};
    use crate::kernel::phone::Phone;
    use crate::testing::START;
    use std::collections::BTreeSet;

    fn person(number: u32) -> Invented {
        Invented::of(number, &mut Dice::of(number))
    }

    #[test]
    fn everybody_invented_passes_the_portal_s_own_rules() {
        for number in (1..3_000).chain(8_990..9_010).chain(999_990..1_000_010).chain(MOST - 10..=MOST) {
            let person = person(number);
            let nik = Nik::parse(&person.nik).unwrap();
            assert!(!nik.differs_from(person.birth_date, person.gender).any(), "{number}");
            assert!(!nik.simulator_key().starts_with('9'), "{number}");
            assert_eq!(check_birth_date(person.birth_date, START.date_wib()), Ok(()));
            assert_eq!(Email::parse(&person.email).unwrap().as_str(), person.email);
            assert!(person.email.ends_with(".example"));
            assert_eq!(Phone::parse(&person.phone).unwrap().e164(), person.phone);
            assert_eq!(FullName::parse(&person.name).unwrap().as_str(), person.name);
            assert_eq!(Address::parse(&person.address).unwrap().as_str(), person.address);
        }
    }

    #[test]
    fn nobody_invented_shares_an_address_a_nik_or_a_number_with_another() {
        let numbers = (1..=60_000).chain(1_000_000..1_020_000).chain(MOST - 20_000..=MOST);
        let (mut emails, mut niks, mut phones, mut count) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new(), 0);
        for number in numbers {
            let person = person(number);
            emails.insert(person.email);
            niks.insert(person.nik);
            phones.insert(person.phone[6..].to_owned());
            count += 1;
        }
        assert_eq!((emails.len(), niks.len(), phones.len()), (count, count, count));
    }

    #[test]
    fn the_same_number_is_the_same_person() {
        assert_eq!(person(4_711), person(4_711));
        assert_ne!(person(4_711).name, person(4_712).name);
        assert_eq!(email(1), "peserta-000001@contoh.example");
        assert_eq!(email(MOST), "peserta-10000000@contoh.example");
    }

    #[test]
    fn people_live_everywhere_and_most_of_them_on_java() {
        assert_eq!(
            regions::provinces().map(|(code, _)| Some(code)).collect::<Vec<_>>(),
            PROVINCES.iter().map(|(number, _)| RegionCode::province(*number)).collect::<Vec<_>>()
        );
        let people: Vec<Invented> = (1..=20_000).map(person).collect();
        let lives = |number| {
            let province = RegionCode::province(number);
            people.iter().filter(|person| person.district.parent().and_then(RegionCode::parent) == province).count()
        };
        let living: Vec<usize> = PROVINCES.iter().map(|(number, _)| lives(*number)).collect();
        assert!(living.iter().all(|count| *count > 0), "{living:?}");
        assert_eq!(living.iter().sum::<usize>(), people.len());
        let java = (31..=36).map(lives).sum::<usize>();
        assert!((10_000..13_000).contains(&java), "{java}");
        for (identity, some) in [(Identity::Verified, 17_000), (Identity::Pending, 50), (Identity::Unverified(Mismatch::Name), 500)]
        {
            assert!(people.iter().filter(|person| person.identity == identity).count() > some, "{identity:?}");
        }
        assert!((8_000..10_000).contains(&people.iter().filter(|person| person.phone_verified).count()));
    }
}
