// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.engine.item.Finding;

/** Other spellings of what has a member, several languages, and how names are spoken. */
final class SpellingsTest {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  private static VCards.Contact contact(String version, String... lines) {
    String text =
        "BEGIN:VCARD\nVERSION:" + version + "\n" + String.join("\n", lines) + "\nEND:VCARD\n";
    return VCards.contact(Corpus.cards(text.getBytes(StandardCharsets.UTF_8), "x").get(0), "x");
  }

  private static JsonNode read(String version, String... lines) {
    JsonNode card = contact(version, lines).item().json();
    ValidityTest.assertValid(card);
    return card;
  }

  private static List<String> written(VCards.Contact contact, CardVersion version) {
    String text = new String(VCards.write(contact.item(), version), StandardCharsets.UTF_8);
    return List.of(text.replace("\r\n ", "").split("\r\n"));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

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
    assertThat(written(contact("4.0", lines), CardVersion.V4_0))
        .contains(
            "N;ALTID=name:\u5b6b;\u4e2d\u5c71;\u6587,\u9038\u4ed9;;",
            "N;PHONETIC=jyut;SCRIPT=Latn;ALTID=name;LANGUAGE=yue:"
                + "syun1;zung1saan1;man4,jat6sin1;;;;");
  }

  @Test
  void applesPhoneticNamesComeBackInBothVersions() {
    String[] lines = {
      "N:Yamada;Taro;;;",
      "X-PHONETIC-FIRST-NAME:\u305f\u308d\u3046",
      "X-PHONETIC-LAST-NAME:\u3084\u307e\u3060"
    };
    assertThat(read("3.0", lines).path("name"))
        .isEqualTo(
            json(
                "{components:[{kind:'surname',value:'Yamada',phonetic:'\u3084\u307e\u3060'},"
                    + "{kind:'given',value:'Taro',phonetic:'\u305f\u308d\u3046'}],"
                    + "phoneticScript:'Hira'}"));
    assertThat(written(contact("3.0", lines), CardVersion.V3_0)).contains(lines[1], lines[2]);
    assertThat(written(contact("3.0", lines), CardVersion.V4_0))
        .contains(
            "N;PHONETIC=script;SCRIPT=Hira;ALTID=name:"
                + "\u3084\u307e\u3060;\u305f\u308d\u3046;;;;;");
  }

  @Test
  void whatALabelSaysIsWrittenOnce() {
    String[] lines = {
      "item1.TEL:1",
      "item1.X-ABLabel:Boat",
      "item2.X-ABRELATEDNAMES:Jane",
      "item2.X-ABLabel:_$!<Spouse>!$_",
      "X-ABShowAs:COMPANY"
    };
    for (CardVersion version : List.of(CardVersion.V3_0, CardVersion.V4_0)) {
      assertThat(written(contact("3.0", lines), version))
          .noneMatch(line -> line.startsWith("JSPROP"))
          .anyMatch(line -> line.endsWith("X-ABLabel:Boat"));
    }
  }

  @Test
  void anAddressIsSpokenToo() {
    String[] lines = {
      "ADR;ALTID=a;PROP-ID=h:;;Oak St;Town;;;", "ADR;ALTID=a;PHONETIC=ipa:;;\u0259\u028ak;;;;"
    };
    JsonNode address = read("4.0", lines).at("/addresses/h");
    assertThat(address.path("phoneticSystem").asText()).isEqualTo("ipa");
    assertThat(address.at("/components/0/phonetic").asText()).isEqualTo("\u0259\u028ak");
    assertThat(written(contact("4.0", lines), CardVersion.V4_0))
        .contains("ADR;PHONETIC=ipa;ALTID=h:;;\u0259\u028ak;;;;");
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
  void ofSeveralFullNamesThePlainestIsTheName() {
    JsonNode card = read("4.0", "FN;X-A=1:One", "FN:Two");
    assertThat(card.at("/name/full").asText()).isEqualTo("Two");
    assertThat(card.path("vCardProps")).isEqualTo(json("[['fn',{'x-a':'1'},'text','One']]"));
  }

  @Test
  void androidsRowsAndKdesServicesAreWhatTheySay() {
    JsonNode card =
        read(
            "3.0",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Nick\\, jr;1;;;",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2001-02-03;1;;",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2001-02-03;2;;",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Jane;14;;",
            "X-messaging/xmpp-All:ada@jabber.example",
            "X-messaging/carrier-pigeon-All:coo");
    assertThat(card.at("/nicknames/NICK-1/name").asText()).isEqualTo("Nick, jr");
    assertThat(card.at("/anniversaries/ANNIVERSARY-1/kind").asText()).isEqualTo("wedding");
    assertThat(card.path("relatedTo")).isEqualTo(json("{Jane:{relation:{spouse:true}}}"));
    assertThat(card.at("/onlineServices/OS-1"))
        .isEqualTo(json("{user:'ada@jabber.example',service:'Jabber',vCardName:'x-jabber'}"));
    assertThat(card.path("vCardProps")).hasSize(2);
  }

  @Test
  void onlyGroupsHaveMembers() {
    VCards.Contact untold = contact("4.0", "FN:Team", "MEMBER:urn:uuid:a");
    assertThat(untold.item().json().path("kind").asText()).isEqualTo("group");
    assertThat(untold.findings()).extracting(Finding::level).contains(Finding.Level.REPAIRED);
    JsonNode firm = read("4.0", "KIND:org", "FN:Firm", "MEMBER:urn:uuid:a");
    assertThat(firm.has("members")).isFalse();
    assertThat(firm.path("vCardProps")).hasSize(1);
  }

  @Test
  void whatNoMemberCanHoldIsNotForcedIntoOne() {
    JsonNode card =
        read(
            "4.0",
            "KIND:x-thing",
            "ADR;CC=Germany;GEO=here;TZ=noon:;;Street;;;;",
            "TITLE;PREF=1;TYPE=work:Chief",
            "HOBBY;LEVEL=enormous:chess",
            "N;SORT-AS=\"a,b\":Only;;;;",
            "GRAMGENDER:plural",
            "ADR;TYPE=home:;;;;;;");
    assertThat(card.has("kind")).isFalse();
    assertThat(card.path("addresses")).hasSize(1);
    assertThat(card.at("/addresses/ADDR-1/vCardParams"))
        .isEqualTo(json("{geo:'here',tz:'noon',cc:'Germany'}"));
    assertThat(card.at("/titles/TITLE-1/vCardParams")).isEqualTo(json("{pref:'1',type:'work'}"));
    assertThat(card.at("/personalInfo/PERSINFO-1/vCardParams"))
        .isEqualTo(json("{level:'enormous'}"));
    assertThat(card.at("/name/vCardParams")).isEqualTo(json("{'sort-as':'a,b'}"));
  }

  @Test
  void parametersOfATextAreToldAsLost() {
    assertThat(contact("4.0", "UID;X-A=1:u", "CATEGORIES;TYPE=work:a").findings())
        .extracting(Finding::level)
        .containsExactly(Finding.Level.LOST, Finding.Level.LOST);
  }

  @Test
  void aPatchThatWouldMakeTheCardInvalidTravelsAsItIs() {
    JsonNode card = read("4.0", "FN:Ada", "JSPROP;JSPTR=\"name/full\":1");
    assertThat(card.at("/name/full").asText()).isEqualTo("Ada");
    assertThat(card.path("vCardProps")).hasSize(1);
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
