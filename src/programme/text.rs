//! Every sentence in which the programme shows its rules: Indonesian first, English second.

use crate::kernel::lang::Lang;
use crate::kernel::money::Rupiah;
use crate::programme::model::{Education, Eligibility, Stipend, Work};

pub fn benefits_heading(lang: Lang) -> &'static str {
    lang.pick("Yang Anda terima", "What you receive")
}

pub fn amount(lang: Lang, amount: Rupiah) -> String {
    amount.to_text_in(lang)
}

/// "Rp600.000 × 4".
pub fn instalments(lang: Lang, stipend: Stipend) -> String {
    format!("{} × {}", amount(lang, stipend.monthly), stipend.months)
}

pub fn training_balance_note(lang: Lang) -> &'static str {
    lang.pick("Saldo pelatihan, untuk kursus pilihan Anda", "Training balance, for courses of your choice")
}

pub fn stipend_note(lang: Lang) -> &'static str {
    lang.pick(
        "Insentif bulanan ke e-wallet setelah pelatihan pertama selesai",
        "Monthly incentive to your e-wallet after the first finished course",
    )
}

/// What is given besides money: title, note.
pub fn certificate(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Sertifikat dan lowongan yang cocok", "Keahlian Anda dicocokkan dengan lowongan"),
        Lang::En => ("A certificate and jobs that fit", "Your skills are matched with job ads"),
    }
}

pub fn conditions_heading(lang: Lang) -> &'static str {
    lang.pick("Siapa yang boleh ikut", "Who may join")
}

/// The conditions of a scheme, one line each.
pub fn conditions(lang: Lang, rules: &Eligibility) -> Vec<String> {
    // Word joiners round the dash: the ages stay on one line.
    let ages = format!("{}\u{2060}–\u{2060}{}", rules.youngest, rules.oldest);
    let citizen = match lang {
        Lang::Id => format!("Warga negara Indonesia, {ages} tahun"),
        Lang::En => format!("Indonesian citizens, {ages} years old"),
    };
    let education = rules.education_up_to.map(|highest| match lang {
        Lang::Id => format!("Pendidikan paling tinggi {}", education(lang, highest)),
        Lang::En => format!("Education up to {}", education(lang, highest)),
    });
    let work = match rules.work {
        Work::NotEmployed => Some(lang.pick("Sedang tidak bekerja", "Not employed at present").to_string()),
        Work::Any => None,
    };
    [Some(citizen), education, work].into_iter().flatten().collect()
}

/// What stands below the conditions when a scheme prefers low incomes.
pub fn low_income_first(lang: Lang) -> &'static str {
    lang.pick("Keluarga berpenghasilan rendah didahulukan dalam undian.", "Families with a low income come first in the draw.")
}

fn education(lang: Lang, level: Education) -> &'static str {
    match level {
        Education::None => lang.pick("belum tamat SD", "unfinished primary school"),
        Education::Primary => lang.pick("SD sederajat", "primary school (SD)"),
        Education::LowerSecondary => lang.pick("SMP sederajat", "lower secondary school (SMP)"),
        Education::UpperSecondary => lang.pick("SMA sederajat", "high school (SMA or equal)"),
        Education::Diploma => lang.pick("diploma", "a diploma"),
        Education::Degree => lang.pick("sarjana", "a degree"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::GUIDE;

    #[test]
    fn the_guide_reads_as_three_conditions() {
        assert_eq!(
            conditions(Lang::Id, &GUIDE.eligibility),
            [
                "Warga negara Indonesia, 18\u{2060}–\u{2060}40 tahun",
                "Pendidikan paling tinggi SMA sederajat",
                "Sedang tidak bekerja"
            ],
        );
    }

    #[test]
    fn a_rule_that_a_scheme_does_not_have_is_not_shown() {
        let open = Eligibility { education_up_to: None, work: Work::Any, ..GUIDE.eligibility };
        assert_eq!(conditions(Lang::En, &open), ["Indonesian citizens, 18\u{2060}–\u{2060}40 years old"]);
    }

    #[test]
    fn instalments_name_the_month_and_the_count() {
        assert_eq!(instalments(Lang::Id, GUIDE.stipend), "Rp600.000 × 4");
        assert_eq!(instalments(Lang::En, GUIDE.stipend), "Rp600,000 × 4");
    }
}
