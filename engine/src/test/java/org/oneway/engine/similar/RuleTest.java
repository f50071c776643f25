// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.engine.similar.Cards.RULES;
import static org.oneway.engine.similar.Cards.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oneway.engine.item.Kind;

/** Each rule on its own: what it makes equal, that it is what does so, and what stays different. */
final class RuleTest {
  @ParameterizedTest(name = "{0}: {1} ~ {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          member-order        | 'kind': 'org', 'a:b': 1                     | 'a:b': 1, 'kind': 'org'
          member-order        | 'keywords': {'a': true, 'b': true}          | 'keywords': {'b': true, 'a': true}
          entry-keys          | 'phones': {'a': {'number': '1'}}            | 'phones': {'b': {'number': '1'}}
          entry-keys          | 'organizations': {'a': {'name': 'N'}}, 'titles': {'t': {'name': 'T', 'organizationId': 'a'}} | 'organizations': {'b': {'name': 'N'}}, 'titles': {'t': {'name': 'T', 'organizationId': 'b'}}
          entry-keys          | 'speakToAs': {'pronouns': {'a': {'pronouns': 'she/her'}}} | 'speakToAs': {'pronouns': {'b': {'pronouns': 'she/her'}}}
          repeated-entries    | 'phones': {'a': {'number': '1'}}            | 'phones': {'a': {'number': '1'}, 'b': {'number': '1'}}
          empty-members       | 'kind': null, 'notes': {}, 'a:b': '', 'vCardProps': [] | 'phones': {'a': {}}
          empty-members       | 'phones': {'a': {'number': '1', 'label': ''}} | 'phones': {'a': {'number': '1', 'contexts': {}}}
          default-values      | 'kind': 'individual'                        | 'uid': 'x'
          default-values      | 'titles': {'a': {'name': 'Dr', 'kind': 'title'}} | 'titles': {'a': {'name': 'Dr'}}
          default-values      | 'name': {'full': 'A', 'isOrdered': false}   | 'name': {'full': 'A'}
          implied-types       | 'phones': {'a': {'@type': 'Phone', 'number': '1'}} | 'phones': {'a': {'number': '1'}}
          implied-types       | 'anniversaries': {'a': {'kind': 'birth', 'date': {'@type': 'PartialDate', 'year': 1980}}} | 'anniversaries': {'a': {'kind': 'birth', 'date': {'year': 1980}}}
          composed-letters    | 'name': {'full': 'Jose\\u0301'}             | 'name': {'full': 'Jos\\u00e9'}
          line-ends           | 'notes': {'a': {'note': 'a\\r\\nb'}}        | 'notes': {'a': {'note': 'a\\nb'}}
          trailing-space      | 'notes': {'a': {'note': 'a  \\nb \\n'}}     | 'notes': {'a': {'note': 'a\\nb'}}
          number-notation     | 'emails': {'a': {'address': 'a@b', 'pref': 1.0}} | 'emails': {'a': {'address': 'a@b', 'pref': 1}}
          system-members      | 'uid': 'x', 'updated': '2020-01-01T00:00:00Z', 'prodId': 'y', 'addressBookIds': {'a': true} | 'uid': 'z'
          system-members      | 'vCardProps': [['version', {}, 'text', '3.0']] | 'uid': 'z'
          inferred-language   | 'language': 'fr-CA'                         | 'uid': 'z'
          component-order     | 'name': {'components': [{'kind': 'given', 'value': 'A'}, {'kind': 'surname', 'value': 'B'}]} | 'name': {'components': [{'kind': 'surname', 'value': 'B'}, {'kind': 'given', 'value': 'A'}]}
          derived-name        | 'name': {'full': 'Doe, Jane', 'components': [{'kind': 'given', 'value': 'Jane'}, {'kind': 'surname', 'value': 'Doe'}]} | 'name': {'components': [{'kind': 'given', 'value': 'Jane'}, {'kind': 'surname', 'value': 'Doe'}]}
          derived-address     | 'addresses': {'a': {'full': 'Main St 1\\nX', 'components': [{'kind': 'number', 'value': '1'}, {'kind': 'name', 'value': 'Main St'}, {'kind': 'locality', 'value': 'X'}]}} | 'addresses': {'a': {'components': [{'kind': 'number', 'value': '1'}, {'kind': 'name', 'value': 'Main St'}, {'kind': 'locality', 'value': 'X'}]}}
          address-layout      | 'addresses': {'a': {'full': 'Main St 1\\nX'}} | 'addresses': {'a': {'full': 'Main St 1, X'}}
          country-code-case   | 'addresses': {'a': {'countryCode': 'de'}}   | 'addresses': {'a': {'countryCode': 'DE'}}
          phone-format        | 'phones': {'a': {'number': '+49 (30) 12-34'}} | 'phones': {'a': {'number': 'tel:+49-30-1234'}}
          email-format        | 'emails': {'a': {'address': ' mailto:Jane@EXAMPLE.com'}} | 'emails': {'a': {'address': 'Jane@example.com'}}
          uri-case            | 'links': {'a': {'uri': 'HTTP://Example.com/'}} | 'links': {'a': {'uri': 'http://example.com'}}
          uri-case            | 'members': {'URN:UUID:AB': true}            | 'members': {'urn:uuid:ab': true}
          media-bytes         | 'media': {'a': {'kind': 'photo', 'uri': 'data:image/png;base64,iVBORw0KGgo='}} | 'media': {'a': {'kind': 'photo', 'uri': 'data:image/png;base64,iVBO%0ARw0KGgo%3D'}}
          media-type          | 'media': {'a': {'kind': 'photo', 'uri': 'data:image/png;base64,iVBORw0KGgo='}} | 'media': {'a': {'kind': 'photo', 'mediaType': 'IMAGE/png', 'uri': 'data:;base64,iVBORw0KGgo='}}
          blob-beside-uri     | 'media': {'a': {'kind': 'photo', 'blobId': 'b', 'uri': 'http://x/y'}} | 'media': {'a': {'kind': 'photo', 'uri': 'http://x/y'}}
          property-order      | 'vCardProps': [['x-a', {}, 'text', '1'], ['x-b', {}, 'text', '2']] | 'vCardProps': [['X-B', {}, 'text', '2'], ['x-a', {}, 'text', '1']]
          group-names         | 'vCardProps': [['x-a', {'group': 'item1'}, 'text', '1']] | 'vCardProps': [['x-a', {'group': 'item2'}, 'text', '1']]
          group-names         | 'phones': {'a': {'number': '1', 'vCardParams': {'group': 'item1'}}} | 'phones': {'a': {'number': '1'}}
          localization-form   | 'name': {'full': 'Wien'}, 'localizations': {'en': {'name/full': 'Vienna'}} | 'name': {'full': 'Wien'}, 'localizations': {'en': {'name': {'full': 'Vienna'}}}
          localization-form   | 'speakToAs': {'pronouns': {'a': {'pronouns': 'he'}}}, 'localizations': {'de': {'speakToAs/pronouns/a/pronouns': 'er'}} | 'speakToAs': {'pronouns': {'b': {'pronouns': 'he'}}}, 'localizations': {'de': {'speakToAs/pronouns/b/pronouns': 'er'}}
          """)
  void aRuleMakesEqualWhatOnlyItCanMakeEqual(String rule, String one, String other) {
    ObjectNode first = card(one);
    ObjectNode second = card(other);
    assertThat(RULES.canonical(first)).isEqualTo(RULES.canonical(second));
    assertThat(RULES.fingerprint(first)).isEqualTo(RULES.fingerprint(second));
    assertThat(RULES.changes(first, second)).isEmpty();
    assertThat(RULES.reasons(first, second)).contains(rule);
  }

  @ParameterizedTest(name = "{0} !~ {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'kind': 'org'                                       | 'kind': 'group'
          'phones': {'a': {'number': '1'}}                    | 'phones': {'a': {'number': '2'}}
          'phones': {'a': {'number': '1 p 2'}}                | 'phones': {'a': {'number': '12'}}
          'phones': {'a': {'number': '1 ext 2'}}              | 'phones': {'a': {'number': '12'}}
          'phones': {'a': {'number': '49301'}}                | 'phones': {'a': {'number': '+49301'}}
          'emails': {'a': {'address': 'jane@x'}}              | 'emails': {'a': {'address': 'JANE@x'}}
          'notes': {'a': {'note': ' a'}}                      | 'notes': {'a': {'note': 'a'}}
          'notes': {'a': {'note': 'a\\n\\nb'}}                | 'notes': {'a': {'note': 'a\\nb'}}
          'links': {'a': {'uri': 'http://x/Y'}}               | 'links': {'a': {'uri': 'http://x/y'}}
          'media': {'a': {'uri': 'data:;base64,iVBORw0KGgo='}} | 'media': {'a': {'uri': 'data:;base64,iVBORw0KGgs='}}
          'relatedTo': {'urn:x': {}}                          | 'uid': 'x'
          'relatedTo': {'urn:x': {'relation': {'friend': true}}} | 'relatedTo': {'urn:x': {}}
          'titles': {'a': {'name': 'x', 'kind': 'role'}}      | 'titles': {'a': {'name': 'x'}}
          'a:b': [1, null]                                    | 'a:b': [1]
          'name': {'full': 'J', 'components': [{'kind': 'given', 'value': 'Jane'}]} | 'name': {'components': [{'kind': 'given', 'value': 'Jane'}]}
          'name': {'isOrdered': true, 'components': [{'kind': 'given', 'value': 'A'}, {'kind': 'surname', 'value': 'B'}]} | 'name': {'isOrdered': true, 'components': [{'kind': 'surname', 'value': 'B'}, {'kind': 'given', 'value': 'A'}]}
          'name': {'components': [{'kind': 'given2', 'value': 'A'}, {'kind': 'given2', 'value': 'B'}]} | 'name': {'components': [{'kind': 'given2', 'value': 'B'}, {'kind': 'given2', 'value': 'A'}]}
          'organizations': {'a': {'name': 'N'}, 'b': {'name': 'M'}}, 'titles': {'t': {'name': 'T', 'organizationId': 'a'}} | 'organizations': {'a': {'name': 'N'}, 'b': {'name': 'M'}}, 'titles': {'t': {'name': 'T', 'organizationId': 'b'}}
          'titles': {'a': {'name': 'x'}, 'b': {'name': 'y'}}, 'localizations': {'de': {'titles/a/name': 'z'}} | 'titles': {'a': {'name': 'x'}, 'b': {'name': 'y'}}, 'localizations': {'de': {'titles/b/name': 'z'}}
          'localizations': {'de': {'name/full': 'x'}}         | 'uid': 'x'
          """)
  void whatAUserCouldSeeStaysDifferent(String one, String other) {
    assertThat(RULES.fingerprint(card(one))).isNotEqualTo(RULES.fingerprint(card(other)));
    assertThat(RULES.changes(card(one), card(other))).isNotEmpty();
    assertThat(RULES.reasons(card(one), card(other))).isEmpty();
  }

  @Test
  void whatAConnectorListsAsItsStoresOwnMakesNoDifference() {
    Similarity similarity = Similarity.of(Kind.CONTACT, Set.of("example.com:etag", "x-abuid"));
    ObjectNode one =
        card(
            "'example.com:etag': 1, 'phones': {'a': {'number': '1', 'example.com:etag': 7}},"
                + " 'vCardProps': [['X-ABUID', {}, 'text', '9']]");
    ObjectNode other = card("'phones': {'a': {'number': '1'}}");
    assertThat(similarity.fingerprint(one)).isEqualTo(similarity.fingerprint(other));
    assertThat(similarity.changes(one, other)).isEmpty();
    assertThat(similarity.reasons(one, other)).containsExactly("empty-members", "ignored-members");
    assertThat(RULES.fingerprint(one)).isNotEqualTo(RULES.fingerprint(other));
  }

  @Test
  void everyRuleIsProvenByATest() {
    Set<Rule> proven = EnumSet.of(Rule.IGNORED_MEMBERS);
    String tables = table(RuleTest.class) + table(EventRuleTest.class);
    Arrays.stream(Rule.values()).filter(rule -> tables.contains(rule.words())).forEach(proven::add);
    assertThat(proven).containsExactlyInAnyOrder(Rule.values());
  }

  private static String table(Class<?> test) {
    try {
      return Arrays.toString(
          test.getDeclaredMethod(
                  "aRuleMakesEqualWhatOnlyItCanMakeEqual", String.class, String.class, String.class)
              .getAnnotation(CsvSource.class)
              .textBlock()
              .split("\\|"));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void fingerprintsSayTheVersionOfTheRules() {
    assertThat(RULES.fingerprint(card("")).rules()).isEqualTo(RULES.rules());
    assertThat(RULES.fingerprint(card("")).hash()).hasSize(32);
  }
}
