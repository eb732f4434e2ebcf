//! A profile in its parts: what each holds, how what is typed into it is read, and what its pages show.

use super::{Identity, RegionOption};
use crate::kernel::date::Date;
use crate::kernel::instant::Instant;
use crate::kernel::person::Gender;
use crate::kernel::refill::Refill;
use crate::kernel::route::Route;
use crate::kernel::text::fold_space;
use crate::kernel::word::words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Skills in a profile.
pub const MOST_SKILLS: usize = 20;
/// Characters of a skill, and of what somebody works as.
pub const LONGEST_LINE: usize = 60;
/// Characters of the whole list as it is typed: the longest one that is accepted, with some room for blank lines.
pub const LONGEST_LIST: u32 = 1_300;

/// A closed list whose names stand in forms and in sealed data.
macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$about:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        words! {
            $(#[$doc])*
            #[derive(PartialOrd, Ord, Hash, Serialize, Deserialize)]
            pub enum $type {
                $($(#[$about])* #[serde(rename = $name)] $variant = $name),+
            }
        }
    };
}

named! {
    /// The parts of a profile that are saved each by itself.
    Part {
        /// Name, birth date and gender: what the population registry is asked about.
        Person = "person",
        Address = "address",
        Education = "education",
        Work = "work",
        Skills = "skills",
    }
}

named! {
    /// Finished education, from the lowest level up (`docs/rules.md`, education: a scheme may set the highest one it admits).
    Education {
        NoSchool = "tidak_sekolah",
        /// SD, MI, Paket A.
        Primary = "sd",
        /// SMP, MTs, Paket B.
        Junior = "smp",
        /// SMA, MA, Paket C.
        Senior = "sma",
        /// SMK, MAK: the same level as [`Education::Senior`].
        Vocational = "smk",
        /// D1 to D3.
        Diploma = "diploma",
        /// D4 and S1.
        Bachelor = "s1",
        Master = "s2",
        Doctor = "s3",
    }
}

named! {
    /// Situations of work that the programme tells apart (`docs/rules.md`, work).
    WorkStatus {
        Seeking = "mencari_kerja",
        /// Dismissed.
        LaidOff = "phk",
        /// Still employed, but sent home.
        Furloughed = "dirumahkan",
        Employed = "bekerja",
        /// Works without wages, for example in the family's business.
        Unpaid = "tidak_dibayar",
        /// Owner of a micro or small business.
        Owner = "usaha",
        /// Neither works nor looks for work.
        NotWorking = "tidak_bekerja",
    }
}

impl Part {
    /// The page on which the part is changed.
    #[must_use]
    pub const fn route(self) -> Route {
        match self {
            Part::Person => Route::ProfilePerson,
            Part::Address => Route::ProfileAddress,
            Part::Education => Route::ProfileEducation,
            Part::Work => Route::ProfileWork,
            Part::Skills => Route::ProfileSkills,
        }
    }

    /// The name of its form, under which what was typed is kept.
    #[must_use]
    pub const fn form(self) -> &'static str {
        match self {
            Part::Person => "profil_data_diri",
            Part::Address => "profil_alamat",
            Part::Education => "profil_pendidikan",
            Part::Work => "profil_pekerjaan",
            Part::Skills => "profil_keahlian",
        }
    }
}

impl WorkStatus {
    /// Whether there is work of which it can be said what it is.
    #[must_use]
    const fn has_work(self) -> bool {
        matches!(self, WorkStatus::Furloughed | WorkStatus::Employed | WorkStatus::Unpaid | WorkStatus::Owner)
    }
}

/// Finished education, and whether somebody is at school or university now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schooling {
    pub level: Education,
    pub studying: bool,
}

impl Schooling {
    /// Reads both answers.
    ///
    /// # Errors
    /// Each field's code: `required` or `unknown`.
    pub fn parse(level: &str, studying: &str) -> Result<Self, Vec<(&'static str, &'static str)>> {
        let level = choose("pendidikan", level, Education::parse);
        let studying = choose("masih_sekolah", studying, |answer| match answer {
            "ya" => Some(true),
            "tidak" => Some(false),
            _ => None,
        });
        match (level, studying) {
            (Ok(level), Ok(studying)) => Ok(Self { level, studying }),
            (level, studying) => Err([level.err(), studying.err()].into_iter().flatten().collect()),
        }
    }
}

/// How somebody works, and as what; `what` may be empty where there is no work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occupation {
    pub status: WorkStatus,
    pub what: String,
}

impl Occupation {
    /// Reads both answers.
    ///
    /// # Errors
    /// Each field's code: `required`, `unknown`, `too_long` or `shape`.
    pub fn parse(status: &str, what: &str) -> Result<Self, Vec<(&'static str, &'static str)>> {
        let status = choose("pekerjaan", status, WorkStatus::parse);
        let what = match (line(what), &status) {
            (Err("required"), Ok(status)) if status.has_work() => Err(("bidang", "required")),
            (Err("required"), _) => Ok(String::new()),
            (what, _) => what.map_err(|code| ("bidang", code)),
        };
        match (status, what) {
            (Ok(status), Ok(what)) => Ok(Self { status, what }),
            (status, what) => Err([status.err(), what.err()].into_iter().flatten().collect()),
        }
    }
}

fn choose<T>(field: &'static str, text: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, (&'static str, &'static str)> {
    match text.trim() {
        "" => Err((field, "required")),
        answer => parse(answer).ok_or((field, "unknown")),
    }
}

/// One line of plain words, white space folded.
fn line(text: &str) -> Result<String, &'static str> {
    let line = fold_space(text);
    if line.is_empty() {
        return Err("required");
    }
    if line.chars().count() > LONGEST_LINE {
        return Err("too_long");
    }
    if line.contains(char::is_control) || !line.contains(char::is_alphanumeric) {
        return Err("shape");
    }
    Ok(line)
}

/// What somebody can do, in their own words: at most [`MOST_SKILLS`], each of at most [`LONGEST_LINE`] characters, none twice, in the
/// order typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Skills(Vec<String>);

impl Skills {
    /// Reads a list with one skill a line; commas and semicolons part skills, too. Empty lines are passed over, and a skill that
    /// stands there already, however it is capitalised, is not taken twice.
    ///
    /// # Errors
    /// `many_21` (so many there are), `long_3` or `shape_3` (the third one is too long, or has a sign that cannot be stored).
    pub fn parse(text: &str) -> Result<Self, String> {
        let (mut skills, mut known) = (Vec::new(), BTreeSet::new());
        let mut number = 0_usize;
        for typed in text.split(['\n', '\r', ',', ';']) {
            let skill = match line(typed) {
                Err("required") => continue,
                read => {
                    number += 1;
                    read.map_err(|code| format!("{}_{number}", if code == "too_long" { "long" } else { "shape" }))?
                }
            };
            if known.insert(skill.to_lowercase()) {
                skills.push(skill);
            }
        }
        match skills.len() {
            count if count > MOST_SKILLS => Err(format!("many_{count}")),
            _ => Ok(Self(skills)),
        }
    }

    #[must_use]
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }

    /// One skill a line, as the form shows them.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.0.join("\n")
    }
}

/// What one part says, ready to be shown to its owner; also how a change is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Values {
    Person {
        name: String,
        birth_date: Date,
        gender: Gender,
    },
    Address {
        address: String,
        /// Names of district, regency and province, in this order.
        place: String,
    },
    Education(Option<Schooling>),
    Work(Option<Occupation>),
    Skills(Skills),
}

impl Values {
    /// Whether the part says anything.
    #[must_use]
    pub fn is_filled(&self) -> bool {
        match self {
            Values::Person { .. } | Values::Address { .. } => true,
            Values::Education(schooling) => schooling.is_some(),
            Values::Work(occupation) => occupation.is_some(),
            Values::Skills(skills) => !skills.as_slice().is_empty(),
        }
    }

    /// Of which part.
    #[must_use]
    pub fn part(&self) -> Part {
        match self {
            Values::Person { .. } => Part::Person,
            Values::Address { .. } => Part::Address,
            Values::Education(_) => Part::Education,
            Values::Work(_) => Part::Work,
            Values::Skills(_) => Part::Skills,
        }
    }
}

/// `/profil`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfilePage {
    /// Masked.
    pub nik: String,
    pub identity: Identity,
    /// In the order of [`Part::ALL`].
    pub parts: Vec<Values>,
    /// Masked.
    pub email: String,
    /// Masked.
    pub phone: String,
    pub phone_verified: bool,
    pub notice: Option<ProfileNotice>,
    pub refill: Refill,
}

/// What happened just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProfileNotice {
    Saved(Part),
    /// The registry answered; how, the identity says.
    Checked,
    /// The registry did not answer.
    Down,
}

impl ProfileNotice {
    /// The word that the post before leaves for the page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            ProfileNotice::Saved(part) => part.name(),
            ProfileNotice::Checked => "checked",
            ProfileNotice::Down => "down",
        }
    }

    /// Reads [`ProfileNotice::name`].
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "checked" => Some(ProfileNotice::Checked),
            "down" => Some(ProfileNotice::Down),
            part => Part::parse(part).map(ProfileNotice::Saved),
        }
    }
}

/// A page on which one part is changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartPage {
    /// What is stored now.
    pub stored: Values,
    /// Stands for what is stored now; a save with another one is late.
    pub version: String,
    /// Somebody saved this part since the form was opened; what was typed then stands in it again.
    pub is_late: bool,
    /// Lists to choose from as far as they are chosen; empty but for the address.
    pub provinces: Vec<RegionOption>,
    pub regencies: Vec<RegionOption>,
    pub districts: Vec<RegionOption>,
    pub oldest_birth_date: Date,
    pub youngest_birth_date: Date,
    /// Stored values where nothing was typed.
    pub refill: Refill,
}

/// `/profil/riwayat`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangesPage {
    /// Newest first.
    pub changes: Vec<Change>,
    /// Where the older ones begin; empty when there are none.
    pub older: String,
}

/// One change of one part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub at: Instant,
    pub before: Values,
    pub after: Values,
}

/// `/profil/nik`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NikPage {
    pub masked: String,
    /// All digits, in groups; only right after the button was pressed.
    pub full: Option<String>,
    pub refill: Refill,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn skills(text: &str) -> Result<Vec<String>, String> {
        Skills::parse(text).map(|skills| skills.as_slice().to_vec())
    }

    #[test]
    fn skills_stand_one_a_line_or_parted_by_commas_and_none_twice() {
        assert_eq!(
            skills("Menjahit\r\nMicrosoft  Excel,\n\n menjahit ;Las listrik\n").unwrap(),
            ["Menjahit", "Microsoft Excel", "Las listrik"]
        );
        assert_eq!(skills(" \n,;\u{200b}").unwrap(), [""; 0]);
        assert_eq!(skills("C++").unwrap(), ["C++"]);
    }

    #[test]
    fn what_is_wrong_with_a_skill_names_which_one() {
        assert_eq!(skills(&format!("a\n\n{}", "é".repeat(61))).unwrap_err(), "long_2");
        assert!(skills(&"é".repeat(60)).is_ok());
        assert_eq!(skills("a\nb\n***").unwrap_err(), "shape_3");
        assert_eq!(skills("a\u{7}").unwrap_err(), "shape_1");
        let many = |count: usize| (1..=count).map(|n| format!("keahlian {n}")).collect::<Vec<_>>().join("\n");
        assert_eq!(skills(&many(20)).unwrap().len(), 20);
        assert_eq!(skills(&many(21)).unwrap_err(), "many_21");
        assert_eq!(skills(&format!("{}\nKEAHLIAN 20", many(20))).unwrap().len(), 20, "one that stands there twice counts once");
    }

    #[test]
    fn what_somebody_works_as_is_asked_where_there_is_work() {
        assert_eq!(Occupation::parse("bekerja", " "), Err(vec![("bidang", "required")]));
        assert_eq!(Occupation::parse("", ""), Err(vec![("pekerjaan", "required")]));
        assert_eq!(Occupation::parse("astronot", "\u{7}a"), Err(vec![("pekerjaan", "unknown"), ("bidang", "shape")]));
        let seeking = Occupation::parse("mencari_kerja", "").unwrap();
        assert_eq!((seeking.status, seeking.what.as_str()), (WorkStatus::Seeking, ""));
        assert_eq!(Occupation::parse("usaha", "Warung  kopi").unwrap().what, "Warung kopi");
        assert_eq!(Occupation::parse("usaha", &"a".repeat(61)), Err(vec![("bidang", "too_long")]));
    }

    #[test]
    fn education_takes_both_answers() {
        assert_eq!(Schooling::parse("smk", "tidak"), Ok(Schooling { level: Education::Vocational, studying: false }));
        assert_eq!(Schooling::parse("", "mungkin"), Err(vec![("pendidikan", "required"), ("masih_sekolah", "unknown")]));
        assert!(Education::Primary < Education::Senior && Education::Vocational < Education::Diploma);
    }

    #[test]
    fn every_name_reads_back() {
        assert!(Part::ALL.iter().all(|part| Part::parse(part.name()) == Some(*part)));
        assert!(Education::ALL.iter().all(|level| Education::parse(level.name()) == Some(*level)));
        assert!(WorkStatus::ALL.iter().all(|status| WorkStatus::parse(status.name()) == Some(*status)));
        for level in Education::ALL {
            assert_eq!(serde_json::to_value(level).unwrap(), level.name());
        }
        let notices = Part::ALL.iter().copied().map(ProfileNotice::Saved).chain([ProfileNotice::Checked, ProfileNotice::Down]);
        for notice in notices {
            assert_eq!(ProfileNotice::parse(notice.name()), Some(notice));
        }
    }

    proptest! {
        #[test]
        fn a_kept_list_of_skills_is_within_its_bounds_and_reads_back(text in "\\PC{0,80}|([a-zA-Z ]{0,70}[\n,;]){0,30}|(.{0,8}\n){0,24}") {
            if let Ok(skills) = Skills::parse(&text) {
                prop_assert_eq!(&Skills::parse(&skills.to_text()).unwrap(), &skills);
                prop_assert!(skills.as_slice().len() <= MOST_SKILLS);
                let mut seen = BTreeSet::new();
                for skill in skills.as_slice() {
                    prop_assert!((1..=LONGEST_LINE).contains(&skill.chars().count()));
                    prop_assert!(seen.insert(skill.to_lowercase()), "{} stands there twice", skill);
                }
                let json = serde_json::to_string(&skills).unwrap();
                prop_assert_eq!(serde_json::from_str::<Skills>(&json).unwrap(), skills);
            }
        }

        #[test]
        fn a_kept_occupation_reads_back(status in "[a-z_]{0,14}|bekerja|usaha|phk", what in "\\PC{0,70}") {
            if let Ok(work) = Occupation::parse(&status, &what) {
                prop_assert_eq!(Occupation::parse(work.status.name(), &work.what).unwrap(), work.clone());
                prop_assert!(work.what.chars().count() <= LONGEST_LINE);
                prop_assert!(!work.status.has_work() || !work.what.is_empty());
            }
        }
    }
}
