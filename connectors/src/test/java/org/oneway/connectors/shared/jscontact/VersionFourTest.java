// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.shared.jscontact.Sample.back;
import static org.oneway.connectors.shared.jscontact.Sample.contact;
import static org.oneway.connectors.shared.jscontact.Sample.json;
import static org.oneway.connectors.shared.jscontact.Sample.read;
import static org.oneway.connectors.shared.jscontact.Sample.reread;
import static org.oneway.connectors.shared.jscontact.Sample.written;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.oneway.connectors.shared.vobject.CardVersion;

/** What a card may say that no valid 4.0 has a line for, and how it is said there all the same. */
final class VersionFourTest {
  private static final CardVersion V4 = CardVersion.V4_0;

  @Test
  void whatThereMayBeOnlyOneOfIsTiedByAltid() {
    String[] lines = {
      "FN:Ada",
      "N:King;Ada;;;",
      "N:Byron;Ada;;;",
      "BDAY:1815-12-10",
      "BDAY:1815-12-11",
      "REV:2001-01-01T00:00:00Z",
      "REV:2002-02-02T00:00:00Z"
    };
    List<String> written = back("3.0", V4, lines);
    assertThat(written)
        .contains(
            "N;ALTID=1:King;Ada;;;",
            "N;ALTID=1:Byron;Ada;;;",
            "BDAY;PROP-ID=ANNIVERSARY-1;ALTID=1:18151210",
            "BDAY;PROP-ID=ANNIVERSARY-2;ALTID=1:18151211",
            "REV;ALTID=1:20010101T000000Z",
            "REV;ALTID=1:20020202T000000Z");
    JsonNode card = read("3.0", lines);
    assertThat(reread(written).path("vCardProps")).isEqualTo(card.path("vCardProps")).hasSize(2);
    assertThat(reread(written).path("anniversaries")).isEqualTo(card.path("anniversaries"));
  }

  @Test
  void anAltidOfWhatThereMayBeOnlyOneOfSaysNothingElse() {
    JsonNode card = read("4.0", "FN:Ada", "BDAY;ALTID=x:18151210", "GENDER;ALTID=1:F");
    assertThat(card.at("/anniversaries/ANNIVERSARY-1").has("vCardParams")).isFalse();
    assertThat(card.path("vCardProps")).isEqualTo(json("[['gender',{},'text','F']]"));
  }

  @Test
  void aUidThatIsNoUriSaysThatItIsAText() {
    String member = "{'@type':'Card',version:'1.0',name:{full:'Ada'},uid:";
    assertThat(lines(member + "'ada 1'}")).contains("UID;VALUE=text:ada 1");
    assertThat(lines(member + "'3765-AB:ABPerson'}")).contains("UID;VALUE=text:3765-AB:ABPerson");
    assertThat(lines(member + "'urn:uuid:1'}")).contains("UID:urn:uuid:1");
  }

  private static List<String> lines(String card) {
    byte[] bytes = VCards.write(VCards.item((ObjectNode) json(card)), V4);
    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void aParameterThatVersion4DoesNotAllowTravelsAsJsprop() {
    String[] lines = {"FN:Ada", "TEL;TYPE=\"after dark\";PREF=500:1"};
    List<String> written = back("4.0", V4, lines);
    assertThat(written)
        .contains(
            "TEL;PROP-ID=PHONE-1:1",
            "JSPROP;JSPTR=\"phones/PHONE-1/vCardParams\":{\"pref\":\"500\"\\,\"type\":\"after dark\"}");
    assertThat(reread(written).path("phones")).isEqualTo(read("4.0", lines).path("phones"));
  }

  @Test
  void aLineThatVersion4DoesNotAllowTravelsAsJspropTogetherWithTheOthers() {
    String[] lines = {"FN:Ada", "X-WAB_GENDER:1", "PHOTO;VALUE=text:see above", "X-A:b"};
    List<String> written = back("3.0", V4, lines);
    assertThat(written).contains("X-A:b").noneMatch(line -> line.startsWith("PHOTO"));
    assertThat(written).anyMatch(line -> line.startsWith("JSPROP;JSPTR=\"vCardProps\":"));
    assertThat(reread(written).path("vCardProps"))
        .isEqualTo(contact("3.0", lines).item().json().path("vCardProps"))
        .hasSize(3);
    assertThat(back("3.0", CardVersion.V3_0, lines)).contains(lines);
  }

  @Test
  void aMemberOfAGroupThatIsNoUriTravelsAsJsprop() {
    String[] lines = {"FN:Team", "KIND:group", "MEMBER:urn:a", "MEMBER:ada@example.com"};
    List<String> written = back("4.0", V4, lines);
    assertThat(written)
        .contains("MEMBER:urn:a", "JSPROP;JSPTR=\"members/ada@example.com\":true")
        .doesNotContain("MEMBER:ada@example.com");
    assertThat(reread(written).path("members")).isEqualTo(read("4.0", lines).path("members"));
  }

  @Test
  void aTimeHasNoFractionInItsLine() {
    JsonNode card = json("{name:{full:'Ada'},updated:'2020-12-04T02:56:15.919Z'}");
    List<String> written = written(card, V4);
    assertThat(written).contains("REV:20201204T025615Z");
    assertThat(reread(written).path("updated")).isEqualTo(card.path("updated"));
  }

  @Test
  void aNameInAnotherLanguageNeedsNoAltid() {
    String[] lines = {
      "FN:Sun Yat-sen",
      "FN;LANGUAGE=zh:\u5b6b\u4e2d\u5c71",
      "N:Sun;Yat-sen;;;",
      "N;LANGUAGE=zh:\u5b6b;\u4e2d\u5c71;;;"
    };
    JsonNode card = read("4.0", lines);
    assertThat(card.at("/localizations/zh/name/full").asText()).isEqualTo("\u5b6b\u4e2d\u5c71");
    assertThat(card.at("/localizations/zh/name/components")).hasSize(2);
    assertThat(card.has("vCardProps")).isFalse();
    assertThat(reread(back("4.0", V4, lines)).path("localizations"))
        .isEqualTo(card.path("localizations"));
  }

  @Test
  void aPersonHasOneGrammaticalGenderInEachLanguage() {
    String[] lines = {"FN:Ada", "GRAMGENDER:neuter", "GRAMGENDER;LANGUAGE=de:feminine"};
    JsonNode card = read("4.0", lines);
    assertThat(card.path("localizations"))
        .isEqualTo(json("{de:{'speakToAs/grammaticalGender':'feminine'}}"));
    assertThat(back("4.0", V4, lines)).contains(lines);
  }
}
