use coursework::{Language, markdown};
fn main() {
    let mut cases: Vec<(String, String)> = ["> ", "- ", "[", "*a ", "![", "$a$ ", "`", "[^a] ", "<b>", "<b>\n", "a' -- b ? ", "|a|b|\n|-|-|\n", "[a](http://b) \n", "\\$", "**a", "a_b*c ", "5 € ", "1. "]
        .iter().map(|p| ((*p).to_owned(), p.repeat(std::env::args().nth(1).unwrap().parse::<usize>().unwrap() / p.len()))).collect();
    cases.push(("fn".into(), (0..8000).map(|i| format!("[^{i}]\n\n[^{i}]: x\n\n")).collect()));
    cases.push(("nestmath".into(), format!("${}${}", "{".repeat(100_000), "}".repeat(100_000))));
    cases.push(("nestmath2".into(), format!("${}a{}$", "{".repeat(100_000), "}".repeat(100_000))));
    cases.push(("frac".into(), format!("${}$", "\\frac ".repeat(30_000))));
    cases.push(("sqrt".into(), format!("${}a{}$", "\\sqrt{".repeat(20_000), "}".repeat(20_000))));
    cases.push(("sup".into(), format!("${}a$", "^".repeat(20_000))));
    cases.push(("def".into(), "$\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\d\\d}\\def\\d{\\a\\a}\\a$".into()));
    for (name, text) in cases {
        let start = std::time::Instant::now();
        let html = markdown::fragment(&text, Language::Fr);
        eprintln!("{name:?} {} -> {} {:?}", text.len(), html.len(), start.elapsed());
    }
}
