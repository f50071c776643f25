// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.shared.jscontact.Sample.contact;
import static org.oneway.connectors.shared.jscontact.Sample.json;
import static org.oneway.connectors.shared.jscontact.Sample.read;
import static org.oneway.connectors.shared.jscontact.Sample.reread;
import static org.oneway.connectors.shared.jscontact.Sample.written;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.engine.item.Finding;

/** What the properties of the RFCs become, member by member. */
final class MembersTest {
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
    List<String> lines = written(json(name), CardVersion.V4_0);
    assertThat(lines).contains("FN;DERIVED=TRUE:Vincent van Gogh");
    assertThat(lines).anySatisfy(l -> assertThat(l).startsWith("N;JSCOMPS=\"s,\\, ;1;s, van ;0\""));
    assertThat(reread(lines).path("name")).isEqualTo(json(name).path("name"));
  }

  @Test
  void ofSeveralFullNamesThePlainestIsTheName() {
    JsonNode card = read("4.0", "FN;X-A=1:One", "FN:Two");
    assertThat(card.at("/name/full").asText()).isEqualTo("Two");
    assertThat(card.path("vCardProps")).isEqualTo(json("[['fn',{'x-a':'1'},'text','One']]"));
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
  @CsvSource({
    "19723101, BDAY;VALUE=text:19723101, 19723101",
    "--04, BDAY:--04, --04",
    "---12, BDAY:---12, ---12",
    "circa 1800, BDAY;VALUE=text:circa 1800, circa 1800",
    "1996-04-15T10:22:00, BDAY:19960415T102200, 1996-04-15T10:22:00",
    "T102200, BDAY:T102200, T10:22:00",
    "17770430?, BDAY;VALUE=text:17770430?, 17770430?"
  })
  void aBirthdayThatIsNoDateTravelsAsItIs(String text, String line, String raw) {
    JsonNode card = read("4.0", "BDAY:" + text);
    assertThat(card.has("anniversaries")).isFalse();
    assertThat(card.at("/vCardProps/0/3").asText()).isEqualTo(raw);
    assertThat(written(card, CardVersion.V4_0)).contains(line);
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
    VCards.Contact contact = contact("3.0", "FN:Ada", "REV:" + rev);
    assertThat(contact.item().json().path("updated").asText()).isEqualTo(updated);
    assertThat(contact.item().updated()).hasToString("Optional[" + updated + "]");
    assertThat(contact.item().updatedTrusted()).isTrue();
  }

  @Test
  void aPhotoBecomesADataUriAndBackBase64InVersion3() {
    JsonNode card = read("3.0", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ");
    assertThat(card.path("media"))
        .isEqualTo(json("{'PHOTO-1':{kind:'photo',uri:'data:image/jpeg;base64,/9j/4AAQ'}}"));
    assertThat(written(card, CardVersion.V3_0)).contains("PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ");
    assertThat(written(card, CardVersion.V4_0))
        .contains("PHOTO;PROP-ID=PHOTO-1:data:image/jpeg;base64,/9j/4AAQ");
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
  void aRepairIsToldWithPropertyAndLine() {
    VCards.Contact contact = contact("3.0", "FN:Ada", "BDAY:19723101");
    assertThat(contact.findings())
        .extracting(Finding::words)
        .containsExactly("x.vcf line 4: BDAY: is not a whole date; travels as it is");
  }

  @Test
  void parametersOfATextAreToldAsLost() {
    assertThat(contact("4.0", "UID;X-A=1:u", "CATEGORIES;TYPE=work:a").findings())
        .extracting(Finding::level)
        .containsExactly(Finding.Level.LOST, Finding.Level.LOST);
  }
}
