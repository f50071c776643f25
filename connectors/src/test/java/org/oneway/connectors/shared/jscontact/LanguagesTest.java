// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.shared.jscontact.Sample.back;
import static org.oneway.connectors.shared.jscontact.Sample.json;
import static org.oneway.connectors.shared.jscontact.Sample.read;
import static org.oneway.connectors.shared.jscontact.Sample.written;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.oneway.connectors.shared.vobject.CardVersion;

/** One thing in several languages, and how names and addresses are spoken. */
final class LanguagesTest {
  @Test
  void aNameSpokenInAnotherLanguageIsWhatTheRfcPrints() {
    String[] lines = {
      "LANGUAGE:zh-Hant",
      "N;ALTID=1;LANGUAGE=zh-Hant:\u5b6b;\u4e2d\u5c71;\u6587,\u9038\u4ed9;;",
      "N;ALTID=1;PHONETIC=jyut;SCRIPT=Latn;LANGUAGE=yue:syun1;zung1saan1;man4,jat6sin1;;"
    };
    JsonNode card = read("4.0", lines);
    assertThat(card.path("localizations"))
        .isEqualTo(
            json(
                "{yue:{'name/phoneticSystem':'jyut','name/phoneticScript':'Latn',"
                    + "'name/components/0/phonetic':'syun1',"
                    + "'name/components/1/phonetic':'zung1saan1',"
                    + "'name/components/2/phonetic':'man4',"
                    + "'name/components/3/phonetic':'jat6sin1'}}"));
    assertThat(back("4.0", CardVersion.V4_0, lines))
        .contains(
            "N;ALTID=name:\u5b6b;\u4e2d\u5c71;\u6587,\u9038\u4ed9;;",
            "N;PHONETIC=jyut;SCRIPT=Latn;ALTID=name;LANGUAGE=yue:"
                + "syun1;zung1saan1;man4,jat6sin1;;;;");
  }

  @Test
  void anAddressIsSpokenToo() {
    String[] lines = {
      "ADR;ALTID=a;PROP-ID=h:;;Oak St;Town;;;", "ADR;ALTID=a;PHONETIC=ipa:;;\u0259\u028ak;;;;"
    };
    JsonNode address = read("4.0", lines).at("/addresses/h");
    assertThat(address.path("phoneticSystem").asText()).isEqualTo("ipa");
    assertThat(address.at("/components/0/phonetic").asText()).isEqualTo("\u0259\u028ak");
    assertThat(back("4.0", CardVersion.V4_0, lines))
        .contains("ADR;PHONETIC=ipa;ALTID=h:;;\u0259\u028ak;;;;");
  }

  @Test
  void anotherLanguageTiedByAltidIsALocalization() {
    JsonNode card = read("4.0", "TITLE;ALTID=1:boss", "TITLE;ALTID=1;LANGUAGE=fr:patron", "FN:Ada");
    assertThat(card.at("/titles/TITLE-1/name").asText()).isEqualTo("boss");
    assertThat(card.path("localizations"))
        .isEqualTo(json("{fr:{'titles/TITLE-1':{kind:'title',name:'patron'}}}"));
    assertThat(written(card, CardVersion.V4_0))
        .contains(
            "TITLE;PROP-ID=TITLE-1;ALTID=TITLE-1:boss",
            "TITLE;PROP-ID=TITLE-1;ALTID=TITLE-1;LANGUAGE=fr:patron");
  }

  @Test
  void aLanguageWithoutAltidIsNoLocalization() {
    JsonNode card = read("2.1", "N;LANGUAGE=de:Rastral;Ralf", "FN:Ralf Rastral");
    assertThat(card.has("localizations")).isFalse();
    assertThat(card.at("/name/vCardParams")).isEqualTo(json("{language:'de'}"));
  }

  @Test
  void inVersion4OneTitleInTwoLanguagesNeedsNoAltid() {
    String[] lines = {"TITLE:Boss", "TITLE;LANGUAGE=fr:Patron"};
    assertThat(read("4.0", lines).path("localizations"))
        .isEqualTo(json("{fr:{'titles/TITLE-1':{kind:'title',name:'Patron'}}}"));
    assertThat(read("3.0", lines).path("titles")).hasSize(2);
  }

  @Test
  void whatIsInTheLanguageOfTheCardIsTheBase() {
    JsonNode card =
        read(
            "4.0",
            "LANGUAGE:de",
            "NOTE;ALTID=1;LANGUAGE=en:Hello",
            "NOTE;ALTID=1;LANGUAGE=de:Hallo");
    assertThat(card.path("notes")).isEqualTo(json("{'NOTE-1':{note:'Hallo'}}"));
    assertThat(card.path("localizations")).isEqualTo(json("{en:{'notes/NOTE-1':{note:'Hello'}}}"));
  }

  @Test
  void keysThatAnotherLanguageRefersToComeBackInVersion3() {
    String text =
        "{'@type':'Card',version:'1.0',uid:'u',titles:{t1:{kind:'title',name:'novelist'}},"
            + "localizations:{es:{'titles/t1/name':'escritor'}}}";
    JsonNode card = json(text);
    JsonNode back =
        RoundTripTest.reread(VCards.item(card.deepCopy()), CardVersion.V3_0).item().json();
    assertThat(back).isEqualTo(card);
  }
}
