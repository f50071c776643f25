// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.shared.jscontact.Sample.back;
import static org.oneway.connectors.shared.jscontact.Sample.json;
import static org.oneway.connectors.shared.jscontact.Sample.read;
import static org.oneway.connectors.shared.jscontact.Sample.reread;
import static org.oneway.connectors.shared.jscontact.Sample.written;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.oneway.connectors.shared.vobject.CardVersion;

/** What programs spell their own way becomes what it says, and comes back. */
final class SpellingsTest {
  @Test
  void applesLabelsGoWithTheirGroup() {
    JsonNode card =
        read(
            "3.0",
            "item1.URL;type=pref:www.example.com",
            "item1.X-ABLabel:_$!<HomePage>!$_",
            "item2.EMAIL;type=INTERNET:a@example.com",
            "item2.X-ABLabel:Schach",
            "item3.X-ABDATE:2009-05-08",
            "item3.X-ABLabel:_$!<Anniversary>!$_",
            "item4.X-ABRELATEDNAMES:Jane",
            "item4.X-ABLabel:_$!<Spouse>!$_",
            "item5.ADR;type=WORK:;;1 Main St;Town;CA;11111;USA",
            "item5.X-ABADR:us",
            "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12",
            "X-ABShowAs:COMPANY");
    assertThat(card.at("/links/LINK-1/label").asText()).isEqualTo("HomePage");
    assertThat(card.at("/emails/EMAIL-1/label").asText()).isEqualTo("Schach");
    assertThat(card.at("/relatedTo/Jane")).isEqualTo(json("{relation:{spouse:true}}"));
    assertThat(card.at("/addresses/ADDR-1/countryCode").asText()).isEqualTo("US");
    assertThat(card.path("anniversaries"))
        .isEqualTo(
            json(
                "{'ANNIVERSARY-1':{kind:'birth',date:{month:4,day:12}},"
                    + "'ANNIVERSARY-2':{kind:'wedding',date:{year:2009,month:5,day:8}}}"));
    assertThat(card.path("kind").asText()).isEqualTo("org");
    assertThat(card.has("vCardProps")).isFalse();
  }

  @Test
  void applesPropertiesComeBackInVersion3() {
    String[] lines = {
      "item1.URL:www.example.com",
      "item1.X-ABLabel:_$!<HomePage>!$_",
      "item2.X-ABDATE:2009-05-08",
      "item2.X-ABLabel:_$!<Anniversary>!$_",
      "item3.X-ABRELATEDNAMES:Jane",
      "item3.X-ABLabel:_$!<Spouse>!$_",
      "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12",
      "X-ABShowAs:COMPANY",
      "X-SOCIALPROFILE;X-USER=ada;TYPE=TWITTER:https://twitter.com/ada"
    };
    List<String> values = back("3.0", CardVersion.V3_0, lines);
    assertThat(values)
        .contains("X-ABShowAs:COMPANY", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12")
        .contains("X-SOCIALPROFILE;X-USER=ada;TYPE=TWITTER:https://twitter.com/ada");
    for (String ending :
        List.of(
            "URL:www.example.com",
            "X-ABLabel:_$!<HomePage>!$_",
            "X-ABDATE:2009-05-08",
            "X-ABLabel:_$!<Anniversary>!$_",
            "X-ABRELATEDNAMES:Jane",
            "X-ABLabel:_$!<Spouse>!$_")) {
      assertThat(values).anySatisfy(line -> assertThat(line).endsWith(ending));
    }
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
    assertThat(back("3.0", CardVersion.V3_0, lines)).contains(lines[1], lines[2]);
    assertThat(back("3.0", CardVersion.V4_0, lines))
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
      assertThat(back("3.0", version, lines))
          .noneMatch(line -> line.startsWith("JSPROP"))
          .anyMatch(line -> line.endsWith("X-ABLabel:Boat"));
    }
  }

  @Test
  void namesOfRelativesAreRelationsAndKeepALabelThatSaysMore() {
    String[] lines = {
      "FN:Ada",
      "item1.X-ABRELATEDNAMES:Lord",
      "item1.X-ABLabel:_$!<Father>!$_",
      "item3.X-ABRELATEDNAMES:Bob",
      "item3.X-ABLabel:Golf",
      "X-ABRELATEDNAMES:Somebody"
    };
    JsonNode card = read("3.0", lines);
    assertThat(card.path("relatedTo"))
        .isEqualTo(
            json(
                "{Lord:{relation:{parent:true},vCardParams:{group:'item1'}},"
                    + "Bob:{vCardParams:{group:'item3'}},Somebody:{}}"));
    assertThat(back("3.0", CardVersion.V3_0, lines)).contains(lines);
    List<String> newer = back("3.0", CardVersion.V4_0, lines);
    assertThat(newer)
        .contains(
            "item1.RELATED;VALUE=text;TYPE=parent:Lord",
            "item1.X-ABLabel:_$!<Father>!$_",
            "item3.RELATED;VALUE=text:Bob",
            "RELATED;VALUE=text:Somebody");
    assertThat(reread(newer).path("relatedTo")).isEqualTo(card.path("relatedTo"));
  }

  @Test
  void theLabelOfAnAddressIsNotLost() {
    String[] lines = {
      "FN:Ada",
      "item1.ADR;TYPE=HOME:;;Main St;Town;;1;Germany",
      "item1.X-ABADR:de",
      "item1.X-ABLabel:Summer house"
    };
    assertThat(back("3.0", CardVersion.V3_0, lines)).contains(lines);
  }

  @Test
  void aPhoneGetsANumberAndNoUri() {
    assertThat(back("4.0", CardVersion.V3_0, "FN:Ada", "TEL;VALUE=uri:tel:+1-5;ext=2"))
        .contains("TEL:+1-5\\;ext=2");
  }

  @Test
  void outlooksAddressHasItsLabel() {
    JsonNode card =
        read(
            "2.1",
            "TEL;WORK;VOICE:0987",
            "ADR;WORK;PREF:;;Hauptstr. 1;Ort;;12345;Deutschland",
            "LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Hauptstr. 1=0D=0A=",
            "12345 Ort");
    assertThat(card.at("/addresses/ADDR-1/full").asText()).isEqualTo("Hauptstr. 1\n12345 Ort");
    assertThat(card.at("/addresses/ADDR-1/pref").asInt()).isEqualTo(1);
    assertThat(card.at("/addresses/ADDR-1/contexts")).isEqualTo(json("{work:true}"));
    assertThat(card.at("/phones/PHONE-1"))
        .isEqualTo(json("{number:'0987',features:{voice:true},contexts:{work:true}}"));
  }

  @Test
  void theEighthPartOfGooglesAddressIsNotLost() {
    JsonNode card = read("3.0", "ADR:;;Oak St 2;Town;;1;USA;Block A");
    assertThat(card.at("/addresses/ADDR-1/vCardParams/x-more").asText()).isEqualTo("Block A");
    assertThat(written(card, CardVersion.V3_0)).contains("ADR:;;Oak St 2;Town;;1;USA;Block A");
  }

  @Test
  void groupsAreApplesInVersion3() {
    JsonNode card =
        read("3.0", "X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a");
    assertThat(card.path("kind").asText()).isEqualTo("group");
    assertThat(card.path("members")).isEqualTo(json("{'urn:uuid:a':true}"));
    assertThat(written(card, CardVersion.V3_0))
        .contains("X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a");
    assertThat(written(card, CardVersion.V4_0)).contains("KIND:group", "MEMBER:urn:uuid:a");
  }

  @Test
  void messengersKeepTheirSpelling() {
    JsonNode card = read("3.0", "X-SKYPE;TYPE=WORK:ada", "IMPP;X-SERVICE-TYPE=Jabber:xmpp:a@b");
    assertThat(card.path("onlineServices"))
        .isEqualTo(
            json(
                "{'OS-1':{user:'ada',service:'Skype',vCardName:'x-skype',contexts:{work:true}},"
                    + "'OS-2':{uri:'xmpp:a@b',service:'Jabber',vCardName:'impp'}}"));
    assertThat(written(card, CardVersion.V4_0))
        .contains(
            "X-SKYPE;PROP-ID=OS-1;TYPE=work:ada", "IMPP;PROP-ID=OS-2;SERVICE-TYPE=Jabber:xmpp:a@b");
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
}
