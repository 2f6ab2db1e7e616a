use coursework::{Language, markdown, typography};
fn time<T>(name: &str, run: impl FnOnce() -> T) { let start = std::time::Instant::now(); run(); eprintln!("{name} {:?}", start.elapsed()); }
fn main() {
    for n in [5000, 10000, 20000, 40000] {
        let text = "5 € ".repeat(n / 5);
        time(&format!("typo {n}"), || typography::french(&text).into_owned());
        time(&format!("en {n}"), || markdown::fragment(&text, Language::En));
        let nb = "5\u{a0}€ ".repeat(n / 5);
        time(&format!("en nb {n}"), || markdown::fragment(&nb, Language::En));
    }
    for n in [500, 1000, 2000, 4000] {
        time(&format!("braces {n}"), || markdown::fragment(&format!("${}a{}$", "{".repeat(n/2), "}".repeat(n/2)), Language::Fr));
        time(&format!("frac {n}"), || markdown::fragment(&format!("${}$", "\\frac ".repeat(n/6)), Language::Fr));
        time(&format!("fracok {n}"), || markdown::fragment(&format!("${}$", "\\frac 1 ".repeat(n/6)), Language::Fr));
        time(&format!("sqrt {n}"), || markdown::fragment(&format!("${}a{}$", "\\sqrt{".repeat(n/7), "}".repeat(n/7)), Language::Fr));
        time(&format!("sqrtn {n}"), || markdown::fragment(&format!("${}a$", "\\sqrt ".repeat(n/6)), Language::Fr));
        time(&format!("left {n}"), || markdown::fragment(&format!("${}a{}$", "\\left(".repeat(n/13), "\\right)".repeat(n/13)), Language::Fr));
        time(&format!("sup {n}"), || markdown::fragment(&format!("${}a$", "a^".repeat(n/2)), Language::Fr));
        time(&format!("text {n}"), || markdown::fragment(&format!("${}a{}$", "\\text{".repeat(n/7), "}".repeat(n/7)), Language::Fr));
        time(&format!("arr {n}"), || markdown::fragment(&format!("${}a{}$", "\\begin{matrix}".repeat(n/26), "\\end{matrix}".repeat(n/26)), Language::Fr));
    }
    time("def", || markdown::fragment("$\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\d\\d}\\def\\d{\\a\\a}\\a$", Language::Fr));
    let deep = (0..26u8).map(|i| format!("\\def\\{}{{\\{}\\{}}}", (b'a' + i) as char, (b'b' + i.min(24)) as char, (b'b' + i.min(24)) as char)).collect::<String>();
    time("def2", || markdown::fragment(&format!("${deep}\\def\\z{{xxxxxxxxx}}\\a$"), Language::Fr));
}
