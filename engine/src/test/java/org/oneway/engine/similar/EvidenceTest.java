// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.engine.similar.Cards.RULES;
import static org.oneway.engine.similar.Cards.card;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.oneway.engine.similar.Identity.Token;

/** Realistic twins, and people who are none. */
final class EvidenceTest {
  private static final String FAMILY =
      ", 'emails': {'e': {'address': 'mueller@example.com'}}, 'phones': {'p': {'number': '+49 30"
          + " 1234567'}}, 'addresses': {'a': {'components': [{'kind': 'name', 'value': 'Weg'},"
          + " {'kind': 'number', 'value': '1'}, {'kind': 'locality', 'value': 'Berlin'}]}}";
  private static final String COMPANY =
      ", 'organizations': {'o': {'name': 'ACME Inc.'}}, 'phones': {'p': {'number': '+1 555 123"
          + " 4567'}}, 'addresses': {'a': {'full': '1 Industrial Road, Springfield'}}";

  private static String name(String given, String surname) {
    return "'name': {'components': [{'kind': 'given', 'value': '"
        + given
        + "'}, {'kind': 'surname', 'value': '"
        + surname
        + "'}]}";
  }

  private static int score(String one, String other) {
    return Evidence.score(shared(one, other));
  }

  private static Set<Evidence> shared(String one, String other) {
    Set<Token> others = RULES.identity(card(other)).tokens();
    Set<Evidence> shared = EnumSet.noneOf(Evidence.class);
    for (Token token : RULES.identity(card(one)).tokens()) {
      assertThat(Evidence.of(token.hash())).isEqualTo(token.evidence());
      if (others.contains(token)) {
        shared.add(token.evidence());
      }
    }
    return shared;
  }

  @Test
  void fatherAndSonWhoShareEverythingButTheFirstNameAreNotCertainlyOne() {
    String father = name("Hans", "Müller") + FAMILY;
    assertThat(score(father, name("Peter", "Müller") + FAMILY))
        .isBetween(Evidence.POSSIBLE, Evidence.CERTAIN - 1);
    assertThat(score(father, "'name': {'full': 'Peter Müller'}" + FAMILY))
        .isBetween(Evidence.POSSIBLE, Evidence.CERTAIN - 1);
    assertThat(score(name("Hans", "Müller") + FAMILY, name("H.", "Müller") + FAMILY))
        .isLessThan(Evidence.CERTAIN);
  }

  @Test
  void theSameFirstNameSurnameAndEmailAreCertain() {
    String mail = ", 'emails': {'e': {'address': 'Jane@Example.com'}}";
    String other = ", 'emails': {'f': {'address': 'mailto:jane@example.com'}}";
    String middle =
        "'name': {'full': 'Dr. Jane M. Doe', 'components': [{'kind': 'title', 'value': 'Dr.'},"
            + " {'kind': 'given', 'value': 'Jane'}, {'kind': 'given2', 'value': 'M.'},"
            + " {'kind': 'surname', 'value': 'Doe'}]}";
    assertThat(score(name("jane", "DOE") + mail, middle + other))
        .isGreaterThanOrEqualTo(Evidence.CERTAIN);
    assertThat(shared(name("jane", "DOE") + mail, middle + other))
        .containsExactlyInAnyOrder(Evidence.SURNAME, Evidence.EMAIL);
  }

  @Test
  void theSameFullNameAndOneNumberAreCertain() {
    String one =
        "'name': {'full': 'Jos\\u00e9 O\\u2019Neill'}, 'phones': {'a': {'number': '+49 30 123456'}}";
    String other = "'name': {'full': 'ONeill, JOSE'}, 'phones': {'a': {'number': '030/123456'}}";
    assertThat(shared(one, other)).contains(Evidence.NAME);
    assertThat(score(one.replace("30 123456", "30 1234567"), other.replace("123456", "1234567")))
        .isGreaterThanOrEqualTo(Evidence.CERTAIN);
  }

  @Test
  void theSameFullNameAloneOrAtTheSameCompanyIsOnlyPossible() {
    assertThat(score(name("Jane", "Doe"), name("Jane", "Doe") + COMPANY))
        .isBetween(Evidence.POSSIBLE, Evidence.CERTAIN - 1);
    String organization =
        ", 'organizations': {'o': {'name': 'acme inc'}}, 'phones': {'x': {'number': '111111'}}";
    assertThat(score(name("Jane", "Doe") + organization, name("Jane", "Doe") + COMPANY))
        .isBetween(Evidence.POSSIBLE, Evidence.CERTAIN - 1);
  }

  @Test
  void theSwitchboardAndAddressOfACompanyProveNothing() {
    assertThat(shared(name("Jane", "Doe") + COMPANY, name("John", "Roe") + COMPANY))
        .containsExactlyInAnyOrder(Evidence.PHONE, Evidence.ADDRESS, Evidence.ORGANIZATION);
    assertThat(score(name("Jane", "Doe") + COMPANY, name("John", "Roe") + COMPANY))
        .isLessThan(Math.min(Evidence.POSSIBLE, Evidence.CERTAIN_IF_GONE));
  }

  @Test
  void aCompanyWithoutAPersonIsKnownByItsNameAndNumber() {
    String one = "'kind': 'org', 'name': {'full': 'ACME Inc.'}" + COMPANY;
    assertThat(score(one, COMPANY.substring(2) + ", 'notes': {'n': {'note': 'x'}}"))
        .isGreaterThanOrEqualTo(Evidence.CERTAIN);
    assertThat(shared(one, COMPANY.substring(2))).contains(Evidence.SHORT_NAME);
  }

  @Test
  void aNewNameUnderTheSameEmailIsPossible() {
    String mail = ", 'emails': {'e': {'address': 'jane@example.com'}}";
    assertThat(score(name("Jane", "Doe") + mail, name("Jane", "Roe") + mail))
        .isBetween(Evidence.CERTAIN_IF_GONE, Evidence.CERTAIN - 1);
  }

  @Test
  void aYearOfBirthTellsNamesakesApart() {
    String birthday =
        ", 'anniversaries': {'b': {'kind': 'birth', 'date': {'year': 1980, 'month': 4, 'day': 1}}}";
    String namesake = name("Jane", "Doe") + birthday;
    assertThat(score(namesake, namesake + ", 'kind': 'x'"))
        .isGreaterThanOrEqualTo(Evidence.CERTAIN);
    assertThat(score(namesake, namesake.replace("1980", "1950"))).isLessThan(Evidence.CERTAIN);
  }

  @Test
  void namesWithoutSpacesAreMadeOfCharacters() {
    assertThat(shared("'name': {'full': '孫中山'}", name("中山", "孫"))).contains(Evidence.NAME);
  }

  @Test
  void anythingElseThanTheUidCanBeAllThatTwoCardsShare() {
    assertThat(score("'notes': {'a': {'note': 'x'}}", "'notes': {'b': {'note': 'x'}}"))
        .isEqualTo(100);
    assertThat(shared("'notes': {'a': {'note': 'x'}}", "'notes': {'b': {'note': 'y'}}")).isEmpty();
  }
}
