// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.connectors.shared.vobject.RawCard;
import org.oneway.engine.item.Finding;

/** What the properties of real programs become, member by member. */
final class MembersTest {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  private static RawCard raw(String version, String... lines) {
    String text =
        "BEGIN:VCARD\r\nVERSION:"
            + version
            + "\r\n"
            + String.join("\r\n", lines)
            + "\r\nEND:VCARD\r\n";
    return Corpus.cards(text.getBytes(StandardCharsets.UTF_8), "x.vcf").get(0);
  }

  private static JsonNode read(String version, String... lines) {
    return VCards.contact(raw(version, lines), "x.vcf").item().json();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<String> written(String json, CardVersion version) {
    ObjectNode card = (ObjectNode) json(json);
    card.put("@type", "Card").put("version", "1.0").put("uid", "u");
    String text = new String(VCards.write(VCards.item(card), version), StandardCharsets.UTF_8);
    return List.of(text.replace("\r\n ", "").split("\r\n"));
  }

  @Test
  void aNameHasItsComponentsInTheOrderOfTheProperty() {
    assertThat(
            read("4.0", "FN:Dr. John Philip Paul Stevenson", "N:Stevenson;John;Philip,Paul;Dr.;")
                .path("name"))
        .isEqualTo(
            json(
                "{full:'Dr. John Philip Paul Stevenson',components:["
                    + "{kind:'surname',value:'Stevenson'},{kind:'given',value:'John'},"
                    + "{kind:'given2',value:'Philip'},{kind:'given2',value:'Paul'},"
                    + "{kind:'title',value:'Dr.'}]}"));
  }

  @Test
  void aSecondSurnameAndAGenerationAreNotTakenTwice() {
    assertThat(read("4.0", "N:Pozo,Triscon;Oscar;;;Jr.,M.D.;Triscon;Jr.").at("/name/components"))
        .isEqualTo(
            json(
                "[{kind:'surname',value:'Pozo'},{kind:'given',value:'Oscar'},"
                    + "{kind:'credential',value:'M.D.'},{kind:'surname2',value:'Triscon'},"
                    + "{kind:'generation',value:'Jr.'}]"));
  }

  @Test
  void theOrderOfANameIsKept() {
    String name =
        "{name:{components:[{kind:'given',value:'Vincent'},{kind:'separator',value:' van '},"
            + "{kind:'surname',value:'Gogh'}],isOrdered:true,defaultSeparator:', '}}";
    List<String> lines = written(name, CardVersion.V4_0);
    assertThat(lines).contains("FN;DERIVED=TRUE:Vincent van Gogh");
    assertThat(lines).anySatisfy(l -> assertThat(l).startsWith("N;JSCOMPS=\"s,\\, ;1;s, van ;0\""));
    assertThat(read("4.0", lines.subList(2, lines.size() - 1).toArray(String[]::new)).path("name"))
        .isEqualTo(json(name).path("name"));
  }

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
    String text =
        new String(
            VCards.write(VCards.contact(raw("3.0", lines), "x").item(), CardVersion.V3_0),
            StandardCharsets.UTF_8);
    List<String> values = List.of(text.split("\r\n"));
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
  void anAddressWithEighteenPartsIgnoresWhatRepeatsThem() {
    assertThat(
            read("4.0", "ADR:;Apt 3;2 Oak St;Town;CA;1;USA;;3;;2;Oak St;;;;;;")
                .at("/addresses/ADDR-1/components"))
        .isEqualTo(
            json(
                "[{kind:'locality',value:'Town'},{kind:'region',value:'CA'},"
                    + "{kind:'postcode',value:'1'},{kind:'country',value:'USA'},"
                    + "{kind:'apartment',value:'3'},{kind:'number',value:'2'},"
                    + "{kind:'name',value:'Oak St'}]"));
  }

  @Test
  void theEighthPartOfGooglesAddressIsNotLost() {
    JsonNode card = read("3.0", "ADR:;;Oak St 2;Town;;1;USA;Block A");
    assertThat(card.at("/addresses/ADDR-1/vCardParams/x-more").asText()).isEqualTo("Block A");
    assertThat(written(card.toString(), CardVersion.V3_0))
        .contains("ADR:;;Oak St 2;Town;;1;USA;Block A");
  }

  @Test
  void placeAndTimeZoneJoinTheOnlyAddress() {
    assertThat(
            read("4.0", "ADR:;;;Berlin;;;", "GEO:geo:52.5,13.4", "TZ:Europe/Berlin")
                .at("/addresses/ADDR-1"))
        .isEqualTo(
            json(
                "{components:[{kind:'locality',value:'Berlin'}],coordinates:'geo:52.5,13.4',"
                    + "timeZone:'Europe/Berlin'}"));
    assertThat(read("3.0", "GEO:52.5;13.4", "TZ:-05:00").path("addresses"))
        .isEqualTo(json("{'ADDR-1':{coordinates:'geo:52.5,13.4',timeZone:'Etc/GMT+5'}}"));
  }

  @ParameterizedTest
  @CsvSource({
    "1996-04-15, '{year:1996,month:4,day:15}'",
    "19960415, '{year:1996,month:4,day:15}'",
    "--0415, '{month:4,day:15}'",
    "--04-15, '{month:4,day:15}'",
    "1996-04, '{year:1996,month:4}'",
    "1996, '{year:1996}'",
    "1953-10-15T23:10:00Z, '{\"@type\":\"Timestamp\",utc:\"1953-10-15T23:10:00Z\"}'",
    "1987-09-27T08:30:00-06:00, '{\"@type\":\"Timestamp\",utc:\"1987-09-27T14:30:00Z\"}'",
  })
  void aBirthdayIsAPartialDateOrATimestamp(String text, String date) {
    assertThat(read("4.0", "BDAY:" + text).at("/anniversaries/ANNIVERSARY-1/date"))
        .isEqualTo(json(date));
  }

  @ParameterizedTest
  @CsvSource({"19723101", "--04", "---12", "circa 1800", "1996-04-15T10:22:00", "17770430?"})
  void aBirthdayThatIsNoDateTravelsAsItIs(String text) {
    JsonNode card = read("4.0", "BDAY:" + text);
    assertThat(card.has("anniversaries")).isFalse();
    assertThat(card.at("/vCardProps/0/3").asText()).isEqualTo(text);
    assertThat(written(card.toString(), CardVersion.V4_0)).contains("BDAY:" + text);
  }

  @ParameterizedTest
  @CsvSource({
    "2008-04-24T19:52:43Z, 2008-04-24T19:52:43Z",
    "20080424T195243Z, 2008-04-24T19:52:43Z",
    "1997-11-15, 1997-11-15T00:00:00Z",
    "20080424T195243, 2008-04-24T19:52:43Z",
    "2008-04-24T19:52:43+02:00, 2008-04-24T17:52:43Z",
    "2020-12-03T18:56:15.919-08:00, 2020-12-04T02:56:15.919Z",
  })
  void revIsTheTimeOfTheLastChangeInUtc(String rev, String updated) {
    VCards.Contact contact = VCards.contact(raw("3.0", "FN:Ada", "REV:" + rev), "x");
    assertThat(contact.item().json().path("updated").asText()).isEqualTo(updated);
    assertThat(contact.item().updated()).hasToString("Optional[" + updated + "]");
    assertThat(contact.item().updatedTrusted()).isTrue();
  }

  @Test
  void aPhotoBecomesADataUriAndBackBase64InVersion3() {
    JsonNode card = read("3.0", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ");
    assertThat(card.path("media"))
        .isEqualTo(json("{'PHOTO-1':{kind:'photo',uri:'data:image/jpeg;base64,/9j/4AAQ'}}"));
    assertThat(written(card.toString(), CardVersion.V3_0))
        .contains("PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ");
    assertThat(written(card.toString(), CardVersion.V4_0))
        .contains("PHOTO;PROP-ID=PHOTO-1:data:image/jpeg;base64,/9j/4AAQ");
  }

  @Test
  void groupsAreApplesInVersion3() {
    JsonNode card =
        read("3.0", "X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a");
    assertThat(card.path("kind").asText()).isEqualTo("group");
    assertThat(card.path("members")).isEqualTo(json("{'urn:uuid:a':true}"));
    assertThat(written(card.toString(), CardVersion.V3_0))
        .contains("X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a");
    assertThat(written(card.toString(), CardVersion.V4_0))
        .contains("KIND:group", "MEMBER:urn:uuid:a");
  }

  @Test
  void aTitleInTheGroupOfAnOrganisationBelongsToIt() {
    JsonNode card = read("4.0", "a.ORG:ACME;Sales", "a.TITLE:Chief", "TITLE:Poet");
    assertThat(card.path("organizations"))
        .isEqualTo(json("{'ORG-1':{name:'ACME',units:[{name:'Sales'}]}}"));
    assertThat(card.at("/titles/TITLE-1/organizationId").asText()).isEqualTo("ORG-1");
    assertThat(card.at("/titles/TITLE-2").has("organizationId")).isFalse();
  }

  @Test
  void messengersKeepTheirSpelling() {
    JsonNode card = read("3.0", "X-SKYPE;TYPE=WORK:ada", "IMPP;X-SERVICE-TYPE=Jabber:xmpp:a@b");
    assertThat(card.path("onlineServices"))
        .isEqualTo(
            json(
                "{'OS-1':{user:'ada',service:'Skype',vCardName:'x-skype',contexts:{work:true}},"
                    + "'OS-2':{uri:'xmpp:a@b',service:'Jabber',vCardName:'impp'}}"));
    assertThat(written(card.toString(), CardVersion.V4_0))
        .contains(
            "X-SKYPE;PROP-ID=OS-1;TYPE=work:ada", "IMPP;PROP-ID=OS-2;SERVICE-TYPE=Jabber:xmpp:a@b");
  }

  @Test
  void anotherLanguageTiedByAltidIsALocalization() {
    JsonNode card = read("4.0", "TITLE;ALTID=1:boss", "TITLE;ALTID=1;LANGUAGE=fr:patron", "FN:Ada");
    assertThat(card.at("/titles/TITLE-1/name").asText()).isEqualTo("boss");
    assertThat(card.path("localizations"))
        .isEqualTo(json("{fr:{'titles/TITLE-1':{kind:'title',name:'patron'}}}"));
    assertThat(written(card.toString(), CardVersion.V4_0))
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
  void whatHasNoMemberTravelsAsItIsAndComesBackOnce() {
    String[] lines = {
      "GENDER:M;Fellow", "X-EVOLUTION-FILE-AS:Doe\\, John", "CLASS:PUBLIC",
      "item1.X-ABDATE:2009-05-08", "item1.X-ABLabel:Unser Tag", "X-PHONETIC-FIRST-NAME:jon"
    };
    JsonNode card = read("4.0", lines);
    assertThat(card.path("vCardProps")).hasSize(6);
    assertThat(card.path("vCardProps").get(0))
        .isEqualTo(json("['gender',{},'text',['M','Fellow']]"));
    assertThat(written(card.toString(), CardVersion.V4_0)).contains(lines);
    assertThat(written(card.toString(), CardVersion.V3_0)).contains(lines);
  }

  @Test
  void membersThatVcardDoesNotKnowComeBackThroughJsprop() {
    String card =
        "{'example.com:pet':{name:'Rex; the, dog'},phones:{p1:{number:'1','example.com:x':[1,2]}},"
            + "anniversaries:{a:{kind:'example.com:nameday',date:{month:7,day:26}}}}";
    List<String> lines = written(card, CardVersion.V4_0);
    assertThat(lines).contains("JSPROP;JSPTR=\"example.com:pet\":{\"name\":\"Rex\\; the\\, dog\"}");
    JsonNode back = read("4.0", lines.subList(2, lines.size() - 1).toArray(String[]::new));
    for (String member : List.of("example.com:pet", "phones", "anniversaries")) {
      assertThat(back.path(member)).isEqualTo(json(card).path(member));
    }
    assertThat(back.has("vCardProps")).isFalse();
  }

  @Test
  void aJspropCannotChangeTheUid() {
    JsonNode card = read("4.0", "UID:mine", "JSPROP;JSPTR=\"uid\":\"other\"");
    assertThat(card.path("uid").asText()).isEqualTo("mine");
  }

  @Test
  void aRepairIsToldWithPropertyAndLine() {
    VCards.Contact contact = VCards.contact(raw("3.0", "FN:Ada", "BDAY:19723101"), "x.vcf");
    assertThat(contact.findings())
        .extracting(Finding::words)
        .containsExactly("x.vcf line 4: BDAY: is not a whole date");
  }
}
