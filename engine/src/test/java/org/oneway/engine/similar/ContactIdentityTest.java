// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.engine.similar.Cards.RULES;
import static org.oneway.engine.similar.Cards.card;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContactIdentityTest {
  private static String uid(String members) {
    return RULES.mint(card(members)).value();
  }

  @Test
  void theSameIdentityInAnotherNotationHasTheSameUid() {
    assertThat(
            uid(
                "'name': {'full': 'Jane Do\\u00e9'}, 'phones': {'a': {'number': '+49 30 1234567'},"
                    + " 'b': {'number': '12345'}}, 'emails': {'e': {'address': 'J@x.org'}}"))
        .isEqualTo(
            uid(
                "'emails': {'q': {'address': 'j@X.ORG', 'label': 'new'}}, 'name': {'components':"
                    + " [{'kind': 'surname', 'value': 'DOE'}, {'kind': 'given', 'value': 'jane'}]},"
                    + " 'phones': {'b': {'number': '1-23-45'}, 'a': {'number': '030 / 1234567'}}"))
        .matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  @Test
  void anotherNameEmailNumberOrOrganisationIsAnotherUid() {
    assertThat(
            new String[] {
              uid("'name': {'full': 'Jane'}"),
              uid("'name': {'full': 'Janet'}"),
              uid("'name': {'full': 'Jane'}, 'emails': {'e': {'address': 'j@x'}}"),
              uid("'name': {'full': 'Jane'}, 'phones': {'e': {'number': '123456'}}"),
              uid("'name': {'full': 'Jane'}, 'organizations': {'e': {'name': 'X'}}"),
              uid("'notes': {'a': {'note': 'x'}}"),
              uid("'notes': {'a': {'note': 'y'}}"),
              uid("")
            })
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'name': {'full': ' Jane Doe '}, 'nicknames': {'a': {'name': 'J'}} | Jane Doe
          'name': {'components': [{'kind': 'surname', 'value': 'Doe'}, {'kind': 'title', 'value': 'Dr.'}, {'kind': 'given', 'value': 'Jane'}]} | Dr. Jane Doe
          'name': {'isOrdered': true, 'defaultSeparator': '-', 'components': [{'kind': 'surname', 'value': 'Doe'}, {'kind': 'separator', 'value': ', '}, {'kind': 'given', 'value': 'Jane'}, {'kind': 'given2', 'value': 'M'}]} | Doe, Jane-M
          'organizations': {'a': {'units': []}, 'b': {'name': 'ACME'}} | ACME
          'nicknames': {'a': {'name': 'Jay'}}, 'emails': {'a': {'address': 'j@x'}} | Jay
          'emails': {'a': {'address': 'j@x'}}, 'phones': {'a': {'number': '1'}} | j@x
          'phones': {'a': {'number': '1'}} | 1
          'uid': 'urn:x:1' | urn:x:1
          'uid': ' ' | (no name)
          """)
  void aTitleIsWhatAUserWouldCallTheContact(String members, String title) {
    assertThat(RULES.title(card(members))).isEqualTo(title);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          +49 (30) 123-45   | +493012345
          tel:+49-30-12345;ext=7 | +493012345x7
          030 12345 ext. 7  | 03012345x7
          030 12345 x7      | 03012345x7
          0180,,12          | 0180pp12
          0180pP12          | 0180pp12
          0180;12w1         | 0180w12w1
          *#06#             | *#06#
          tel:7042;phone-context=example.COM | 7042;phone-context=example.com
          1-800-FLOWERS     | 1-800-FLOWERS
          ＋٤٩ ٣٠           | +4930
          call me           | call me
          +                 | +
          1+1               | 1+1
          """)
  void aTelephoneNumberIsWhatIsDialled(String written, String dialled) {
    assertThat(PhoneNumbers.canonical(written)).isEqualTo(dialled);
    assertThat(PhoneNumbers.canonical(dialled)).isEqualTo(dialled);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          HTTP://User@Example.COM:80/A?b | http://User@example.com:80/A?b
          https://example.com/ | https://example.com
          URN:UUID:AB-CD       | urn:uuid:ab-cd
          URN:x:Y              | urn:x:Y
          MAILTO:A@B.C         | mailto:A@b.c
          12:30                | 12:30
          no uri               | no uri
          """)
  void aUriIsComparedWithoutTheCaseOfSchemeAndHost(String written, String canonical) {
    assertThat(Uris.canonical(written)).isEqualTo(canonical);
  }
}
