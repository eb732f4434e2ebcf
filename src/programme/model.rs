//! Schemes: the rules of the programme as data.

use crate::kernel::money::Rupiah;

/// One version of the programme's rules. Grants name the scheme and version under which they were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Fixed name, as in the database and the settings.
    pub id: &'static str,
    /// Grows by one with every change of a published scheme.
    pub version: u32,
    /// Granted once, for courses only; what is left expires back to the programme.
    pub training_balance: Rupiah,
    pub stipend: Stipend,
    pub eligibility: Eligibility,
}

/// The incentive that is paid to a participant's e-wallet after the first finished course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stipend {
    /// Paid each month.
    pub monthly: Rupiah,
    /// How many months.
    pub months: u8,
}

/// Who may take part. All conditions must hold; Indonesian citizenship is a condition of every scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Eligibility {
    /// In completed years, inclusive.
    pub youngest: u8,
    /// In completed years, inclusive: up to the day before the next birthday.
    pub oldest: u8,
    /// The highest finished education that is still allowed; `None` when it does not matter.
    pub education_up_to: Option<Education>,
    pub work: Work,
    /// Whether people with a low income weigh more in the draw.
    pub low_income_first: bool,
}

/// Finished education, from the lowest. Equivalent schools and packages count as the level they are equal to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Education {
    /// Primary school not finished.
    None,
    /// SD.
    Primary,
    /// SMP.
    LowerSecondary,
    /// SMA and SMK.
    UpperSecondary,
    /// D1 to D3.
    Diploma,
    /// D4, S1 and above.
    Degree,
}

/// What a scheme asks about work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Only people without a job.
    NotEmployed,
    /// Also employees and owners of small businesses.
    Any,
}

impl Eligibility {
    /// Whether somebody of this age, in completed years, may take part.
    #[must_use]
    pub fn admits_age(&self, years: u8) -> bool {
        (self.youngest..=self.oldest).contains(&years)
    }

    /// Whether somebody with this finished education may take part.
    #[must_use]
    pub fn admits_education(&self, finished: Education) -> bool {
        self.education_up_to.is_none_or(|highest| finished <= highest)
    }
}

/// The rules of a published guide (`docs/rules.md`, scheme): Indonesian citizens of 18 to 40 with at most a high-school education,
/// without a job, low income first. The guide names a training balance and a monthly stipend without amounts; these are the ones of
/// the real programme's years 2020 to 2022, Rp1,000,000 and four times Rp600,000.
pub const GUIDE: Scheme = Scheme {
    id: "panduan",
    version: 1,
    training_balance: Rupiah(1_000_000),
    stipend: Stipend { monthly: Rupiah(600_000), months: 4 },
    eligibility: Eligibility {
        youngest: 18,
        oldest: 40,
        education_up_to: Some(Education::UpperSecondary),
        work: Work::NotEmployed,
        low_income_first: true,
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_admits_both_ends_of_its_age_range_and_nobody_outside() {
        let rules = GUIDE.eligibility;
        assert!(rules.admits_age(18) && rules.admits_age(40));
        assert!(!rules.admits_age(17) && !rules.admits_age(41));
    }

    #[test]
    fn the_guide_admits_high_school_and_nothing_above() {
        let rules = GUIDE.eligibility;
        assert!(rules.admits_education(Education::None) && rules.admits_education(Education::UpperSecondary));
        assert!(!rules.admits_education(Education::Diploma) && !rules.admits_education(Education::Degree));
    }

    #[test]
    fn a_scheme_without_a_limit_admits_every_education() {
        let rules = Eligibility { education_up_to: None, ..GUIDE.eligibility };
        assert!(rules.admits_education(Education::Degree));
    }
}
