//! x
use documents::*;
fn sample() -> Certificate { Certificate {
  language: Language::French, holder: "Camille Roth-Lefèvre".into(), programme: "Piloter sa trésorerie".into(), school: "miravolunex".into(),
  school_address: "12, rue de l’Observatoire, 67000 Strasbourg".into(), issued_on: "15 janvier 2025".into(), number: "7Q2M-K4XD-91TB".into(),
  competences: [("2.4","Développer ses connaissances économiques et financières","technique"),("3.2","Planifier et gérer","stratégique"),("3.3","Faire face à l’incertitude, à l’ambiguïté et au risque","stratégique")].map(|(a,b,c)| Competence{number:a.into(),label:b.into(),dimension:c.into()}).into(),
  modules: [("Comprendre sa trésorerie","84 %"),("Prévoir","78 %"),("Décider","81 %")].map(|(a,b)| Module{title:a.into(),result:b.into()}).into(),
  hours: "10 heures".into(), score: Some("81 %".into()), verification_url: "https://miravolunex.fr/verifier/7Q2MK4XD91TB#Zx8kQ2mVt0-9sLw3hYc7Ag".into(),
  signatory: Some(Signatory{name:"Hélène Marchand".into(), office:"directrice pédagogique".into()}) } }
#[test] fn look() {
  let t = std::time::Instant::now();
  for i in 0..5 {
  let t = std::time::Instant::now();
  let pdf = certificate(&sample(), "2025-01-15T10:00:00Z".parse().unwrap()).unwrap();
  println!("{i} {:?} {}", t.elapsed(), pdf.len());
  std::fs::write("/tmp/cert.pdf", pdf).unwrap(); }
  println!("{:?}", t.elapsed());
}
