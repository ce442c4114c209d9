"""Where French sentences end: a bar with a space on either side marks a break, as in the Dutch tables."""

import pytest

from languages import FR
from languages.sentences import sentences


@pytest.mark.parametrize(
    "case",
    [
        "Ceci est une phrase.",
        "Le gouvernement a tranché. | Le parlement votera demain.",
        "Une grève est-elle prévue\u00a0? | Les syndicats se taisent.",
        "Une grève est-elle prévue ? | Les syndicats se taisent.",
        "Enfin\u202f! | Le pont est ouvert.",
        "Il hésita… | Puis il signa.",
        "Il hésita... puis il signa.",
        "M. Dupont et Mme Leroy étaient présents.",
        "MM. Dupont et Durand étaient présents.",
        "Le Dr. Maes et le Pr. Claes ont signé.",
        "Mgr. Léonard a célébré la messe.",
        "J.-P. Lambert préside la séance.",
        "C. Michel et A.-M. Denis ont signé.",
        "Voir art. 5 et al. 2.",
        "Voir art. 5, p. 12.",
        "L’arrêt no. 12 le confirme.",
        "Certains pays, p. ex. Malte, ont refusé.",
        "Le comité, c.-à-d. Paul et Anne, a refusé.",
        "Cf. Bulletin des arrêts.",
        "Il y avait des tables, des chaises, etc. | La salle était prête.",
        "Des tables, des chaises, etc. étaient là.",
        "Des tables, des chaises, etc. | «\u00a0La salle est prête\u00a0», dit-elle.",
        "La séance est ouverte à 10 h. | L’entrée est libre.",
        "La séance est ouverte à 10 h. 30 au plus tard.",
        "L’arrêté du 5 sept. 2016 le prévoit.",
        "Le budget est de 5 euros. | 3 personnes n’ont rien payé.",
        "«\u00a0C’est un succès.\u00a0» | La ministre est satisfaite.",
        "«\u202fC’est un succès.\u202f» | La ministre est satisfaite.",
        "« C’est un succès. » | La ministre est satisfaite.",
        "“C’est un succès.” | La ministre est satisfaite.",
        "«\u00a0Est-ce un succès\u00a0?\u00a0» demande l’opposition.",
        "«\u00a0Quel succès\u00a0!\u00a0» s’écrie le ministre.",
        "Le ministre déclare\u00a0: «\u00a0C’est un succès. | Nous continuons.\u00a0» | Puis il est parti.",
        "Le ministre est satisfait. | «\u00a0C’est un succès\u00a0», dit-il.",
        "Il a gagné trois (!) Césars.",
        "Le ministre […] Lambert remercie chacun.",
        "(Les chiffres sont provisoires.) | Le rapport suit.",
        "Le bd. Anspach est fermé.",
        "Écrivez à presse@onss.be. | Nous répondons vite.",
        "1. La première étape est franchie.",
        "Il prend de la vitamine C. | Le médecin l’a conseillée.",
        "À Bruxelles, rien. | À Liège, tout.",
        "Le projet avance. | Œuvrer ensemble est possible.",
        "Le service existe. | eHealth en fait partie.",
        "Tél. 02 123 45 67.",
    ],
)
def test_where_a_sentence_ends(case: str) -> None:
    text = case.replace(" | ", " ")
    assert [text[one.start : one.end] for one in sentences(text, FR)] == case.split(" | ")
