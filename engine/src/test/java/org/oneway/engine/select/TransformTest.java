// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.select.Transform.Part;

class TransformTest {
  private static final Transform BUSY = new Transform(true, Set.of());

  @Test
  void aPrivateEventIsBusyAndNothingElse() {
    Item secret =
        Json5.event(
            "title:'Doctor',privacy:'secret',start:'2026-11-22T10:00:00',timeZone:'Europe/Berlin',"
                + "duration:'PT1H',status:'confirmed',freeBusyStatus:'busy',sequence:3,"
                + "updated:'2026-11-01T00:00:00Z',description:'x',alerts:{a:{}},"
                + "locations:{l:{name:'Clinic'}},participants:{p:{}},iCalComponent:{name:'vevent'},"
                + "recurrenceRules:[{frequency:'daily'}],"
                + "recurrenceOverrides:{'2026-11-23T10:00:00':{start:'2026-11-23T11:00:00',"
                + "title:'Second doctor','locations/l/name':'Ward'},"
                + "'2026-11-24T10:00:00':{excluded:true}}");
    assertThat(BUSY.of(secret).json())
        .isEqualTo(
            Json5.event(
                    "title:'Busy',privacy:'secret',start:'2026-11-22T10:00:00',"
                        + "timeZone:'Europe/Berlin',duration:'PT1H',status:'confirmed',"
                        + "freeBusyStatus:'busy',updated:'2026-11-01T00:00:00Z',"
                        + "recurrenceRules:[{frequency:'daily'}],"
                        + "recurrenceOverrides:{'2026-11-23T10:00:00':"
                        + "{start:'2026-11-23T11:00:00'},'2026-11-24T10:00:00':{excluded:true}}")
                .json());
  }

  @Test
  void whatIsPublicStaysAsItIs() {
    Item open = Json5.event("title:'Tea',description:'x',privacy:'public'");
    assertThat(BUSY.of(open)).isEqualTo(open);
  }

  @Test
  void ofInstancesWithoutMasterEachPrivateOneIsBusy() {
    Item item =
        Json5.event(
            "title:'Tea','oneway.dev:instances':{a:{title:'Tea',note:1},"
                + "b:{title:'Doctor',description:'x',privacy:'private'}}");
    assertThat(BUSY.of(item).json())
        .isEqualTo(
            Json5.event(
                    "title:'Tea','oneway.dev:instances':{a:{title:'Tea',note:1},"
                        + "b:{title:'Busy',privacy:'private'}}")
                .json());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ATTENDEES | participants:{p:{}},replyTo:{imip:'x'},title:'a' | title:'a'
          ATTENDEES | recurrenceOverrides:{t:{'participants/p/name':'x',title:'b'}} | recurrenceOverrides:{t:{title:'b'}}
          ATTENDEES | iCalComponent:{properties:[['attendee',{},'cal-address','x'],['x-a',{},'text','y']]} | iCalComponent:{properties:[['x-a',{},'text','y']]}
          ATTENDEES | alerts:{a:{iCalComponent:{properties:[['ATTENDEE',{},'cal-address','x']]}}} | alerts:{a:{iCalComponent:{properties:[]}}}
          ATTENDEES | iCalendar:{convertedProperties:{'participants/p':{name:'attendee'},title:{}}} | iCalendar:{convertedProperties:{title:{}}}
          ALARMS | alerts:{a:{}},useDefaultAlerts:true,title:'a' | title:'a'
          ALARMS | recurrenceOverrides:{t:{'alerts/a':null,'/alerts':{}}} | recurrenceOverrides:{t:{}}
          ALARMS | iCalComponent:{components:[['valarm',[],[]],['x-b',[],[['valarm',[],[]]]]]} | iCalComponent:{components:[['x-b',[],[]]]}
          ALARMS | recurrenceOverrides:{t:{'iCalComponent/components':[['valarm',[],[]]]}} | recurrenceOverrides:{t:{'iCalComponent/components':[]}}
          ALARMS | 'oneway.dev:instances':{x:{alerts:{}}} | 'oneway.dev:instances':{x:{}}
          ATTACHMENTS | links:{a:{rel:'enclosure',href:'https://x'},b:{href:'https://y'}} | links:{b:{href:'https://y'}}
          ATTACHMENTS | links:{a:{href:'data:,x'}},recurrenceOverrides:{t:{'links/a':null,'links/c':{href:'https://z'}}} | recurrenceOverrides:{t:{'links/c':{href:'https://z'}}}
          ATTACHMENTS | iCalComponent:{properties:[['attach',{},'uri','x']]} | iCalComponent:{properties:[]}
          DESCRIPTIONS | description:'x',descriptionContentType:'text/html' | ""
          LOCATIONS | locations:{a:{name:'Hall'},e:{name:'Pier',relativeTo:'end',timeZone:'Asia/Tokyo'}} | locations:{e:{relativeTo:'end',timeZone:'Asia/Tokyo'}}
          LOCATIONS | virtualLocations:{a:{}},mainLocationId:'a' | ""
          """)
  void aPartIsLeftOutWhereverItStands(Part part, String event, String left) {
    Transform transform = new Transform(false, Set.of(part));
    assertThat(transform.of(Json5.event(event)).json()).isEqualTo(Json5.event(left).json());
  }

  @Test
  void aContactHasNothingOfThis() {
    Item event = Json5.event("participants:{},privacy:'private'");
    Item contact =
        new Item(Kind.CONTACT, event.uid(), event.json(), event.updated(), event.updatedTrusted());
    assertThat(new Transform(true, EnumSet.allOf(Part.class)).of(contact)).isEqualTo(contact);
  }
}
