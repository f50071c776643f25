// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.similar;

import static org.oneway.engine.similar.Shape.each;
import static org.oneway.engine.similar.Shape.object;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oneway.engine.similar.Shape.Form;

/** The shapes of events and tasks (RFC 8984 sections 4 and 5) and of notes, which are like them. */
final class EventShape {
  private EventShape() {}

  static final String OVERRIDES = "recurrenceOverrides";
  static final String LOCALIZATIONS = "localizations";
  static final String PRESERVED = "iCalComponent";

  /** The members that say when an item happens, which go together. */
  static final List<String> TIME =
      List.of("start", "due", "timeZone", "duration", "showWithoutTime");

  /** The members whose entries stand under free keys. */
  static final Set<String> ENTRIES =
      Set.of("participants", "locations", "virtualLocations", "links", "alerts");

  /** Members of an override that say nothing (RFC 8984 section 4.3.5). */
  static final Set<String> NOT_OVERRIDDEN =
      Set.of(
          "@type",
          "excludedRecurrenceRules",
          "method",
          "privacy",
          "prodId",
          "recurrenceId",
          "recurrenceIdTimeZone",
          OVERRIDES,
          "recurrenceRules",
          "relatedTo",
          "replyTo",
          "sentBy",
          "timeZones",
          "uid");

  /** What stores write for themselves, of any version of the format and of JMAP. */
  private static final Set<String> SYSTEM_MEMBERS =
      Set.of(
          "@type",
          "version",
          "uid",
          "id",
          "blobId",
          "baseEventId",
          "calendarIds",
          "taskListId",
          "prodId",
          "created",
          "updated",
          "sequence",
          "method",
          "isDraft",
          "isOrigin",
          "utcStart",
          "utcEnd",
          "utcDue",
          "mayInviteSelf",
          "mayInviteOthers");

  private static final Set<String> SCHEDULING =
      Set.of(
          "scheduleAgent",
          "scheduleForceSend",
          "scheduleStatus",
          "scheduleSequence",
          "scheduleUpdated",
          "requestStatus");

  /** The same among the properties that have no member of their own. */
  private static final Set<String> SYSTEM_PROPERTIES =
      Set.of("dtstamp", "last-modified", "created", "uid", "sequence", "prodid", "version");

  private static final Set<String> CLIENT_MARKS =
      Set.of(
          "acknowledged",
          "x-apple-default-alarm",
          "x-apple-local-default-alarm",
          "x-apple-proximity-last-triggered",
          "x-evolution-alarm-uid",
          "x-lic-error",
          "x-moz-faked-master",
          "x-moz-generation",
          "x-moz-lastack",
          "x-moz-received-dtstamp",
          "x-moz-received-sequence",
          "x-moz-send-invitations",
          "x-moz-send-invitations-undisclosed",
          "x-moz-snooze-time",
          "x-wr-alarmuid");

  private static final Shape PARAMETERS =
      new Shape(Form.PARAMETERS)
          .without(Rule.ENTRY_KEYS, Set.of("jsid", "jscal-id"))
          .without(
              Rule.SCHEDULING, Set.of("schedule-agent", "schedule-force-send", "schedule-status"));

  private static final Shape KEPT_PROPERTIES =
      each(Form.PROPERTY_BAG, PARAMETERS)
          .without(Rule.SYSTEM_MEMBERS, SYSTEM_PROPERTIES)
          .without(Rule.CLIENT_MARKS, CLIENT_MARKS);

  private static final Shape KEPT =
      object("ICalComponent")
          .without(Rule.ICALENDAR_NOTATION, Set.of("name"))
          .with("properties", KEPT_PROPERTIES)
          .with("components", componentsOf(KEPT_PROPERTIES))
          .with(
              "convertedProperties",
              each(
                  Form.ENTRIES,
                  object("ICalProperty")
                      .without(Rule.ICALENDAR_NOTATION, Set.of("name", "valueType"))
                      .with("parameters", PARAMETERS)));

  private static final Shape LINK =
      part("Link").with("href", Form.URI).with("contentType", Form.MEDIA_TYPE);

  private static final Shape RELATIONS =
      each(Form.KEYED, object("Relation").with("relation", Form.SET));

  private static final Shape LOCATION =
      part("Location")
          .with("coordinates", Form.URI)
          .with("locationTypes", Form.SET)
          .with("links", each(Form.BAG, LINK));

  private static final Shape VIRTUAL_LOCATION =
      part("VirtualLocation").with("uri", Form.URI).with("features", Form.SET);

  private static final Shape ALERT =
      part("Alert")
          .withDefault("action", "display")
          .without(Rule.ACKNOWLEDGED_ALERTS, Set.of("acknowledged"))
          .with("relatedTo", RELATIONS)
          .with(
              "trigger",
              object("OffsetTrigger")
                  .withDefault("relativeTo", "start")
                  .with("offset", Form.DURATION));

  private static final Shape PARTICIPANT =
      part("Participant")
          .without(Rule.SCHEDULING, SCHEDULING)
          .withDefault("kind", "individual")
          .withDefault("participationStatus", "needs-action")
          .withDefault("expectReply", "false")
          .with("email", Form.EMAIL)
          .with("calendarAddress", Form.URI)
          .with("sendTo", each(Form.KEYED, new Shape(Form.URI)))
          .with("roles", Form.SET)
          .with("delegatedTo", Form.SET)
          .with("delegatedFrom", Form.SET)
          .with("memberOf", Form.SET)
          .with("links", each(Form.BAG, LINK));

  private static final Shape RECURRENCE_RULE = recurrenceRule();

  /** What events, tasks and notes have in common. Alerts stand last, as the least of a change. */
  private static Shape common(String type) {
    return object(type)
        .without(Rule.SYSTEM_MEMBERS, SYSTEM_MEMBERS)
        .without(Rule.SCHEDULING, SCHEDULING)
        .without(Rule.ZONE_DEFINITIONS, Set.of("timeZones"))
        .without(Rule.INFERRED_LANGUAGE, Set.of("locale"))
        .withDefault("descriptionContentType", "text/plain")
        .withDefault("showWithoutTime", "false")
        .withDefault("priority", "0")
        .withDefault("privacy", "public")
        .withDefault("freeBusyStatus", "busy")
        .withDefault("useDefaultAlerts", "false")
        .withDefault("hideAttendees", "false")
        .withDefault("excluded", "false")
        .with("title", Form.ANY)
        .with("duration", Form.DURATION)
        .with("estimatedDuration", Form.DURATION)
        .with("description", Form.ANY)
        .with("descriptionContentType", Form.MEDIA_TYPE)
        .with("locations", each(Form.ENTRIES, LOCATION))
        .with("virtualLocations", each(Form.ENTRIES, VIRTUAL_LOCATION))
        .with("replyTo", each(Form.KEYED, new Shape(Form.URI)))
        .with("participants", each(Form.ENTRIES, PARTICIPANT))
        .with("recurrenceRules", each(Form.BAG, RECURRENCE_RULE))
        .with("excludedRecurrenceRules", each(Form.BAG, RECURRENCE_RULE))
        .with("keywords", Form.SET)
        .with("categories", Form.SET)
        .with("links", each(Form.ENTRIES, LINK))
        .with("relatedTo", RELATIONS)
        .with(LOCALIZATIONS, Form.LOCALIZATIONS)
        .with(OVERRIDES, Form.LOCALIZATIONS)
        .with(PRESERVED, KEPT)
        .with("alerts", each(Form.ENTRIES, ALERT));
  }

  /** An Event. */
  static final Shape EVENT =
      common("Event").withDefault("status", "confirmed").withDefault("duration", "PT0S");

  /** A Task. */
  static final Shape TASK =
      common("Task").withDefault("progress", "needs-action").withDefault("percentComplete", "0");

  /** A note: what a VJOURNAL of iCalendar says in members of JSCalendar. */
  static final Shape NOTE = common("Note");

  private static Shape part(String type) {
    return object(type).with(PRESERVED, KEPT);
  }

  private static Shape componentsOf(Shape properties) {
    return new Shape(Form.COMPONENTS, "", properties.members(), Map.of(), properties.omitted());
  }

  private static Shape recurrenceRule() {
    Shape rule =
        object("RecurrenceRule")
            .withDefault("interval", "1")
            .withDefault("rscale", "gregorian")
            .withDefault("skip", "omit")
            .withDefault("firstDayOfWeek", "mo")
            .with("byDay", each(Form.BAG, object("NDay")));
    for (String list :
        List.of(
            "byMonthDay",
            "byMonth",
            "byYearDay",
            "byWeekNo",
            "byHour",
            "byMinute",
            "bySecond",
            "bySetPosition")) {
      rule = rule.with(list, each(Form.BAG, Shape.ANY));
    }
    return rule;
  }
}
