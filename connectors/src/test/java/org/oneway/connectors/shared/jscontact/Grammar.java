// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.oneway.connectors.shared.vobject.ContentLine;
import org.oneway.connectors.shared.vobject.Parameter;
import org.oneway.connectors.shared.vobject.Text;

/**
 * What RFC 6350 and those that extend it (6474, 6715, 8605, 9554, 9555) demand of a card of version
 * 4.0: how often a property may be there, which types its value may have, and the forms of names,
 * values and parameters. Written from the grammars; knows nothing of the converter.
 */
final class Grammar {
  private static final String TOKEN = "[A-Za-z0-9-]+";
  private static final String DATE =
      "[0-9]{4}([0-9]{2}[0-9]{2}|-[0-9]{2})?|--[0-9]{2}([0-9]{2})?|---[0-9]{2}";
  private static final String WHOLE_DATE = "[0-9]{8}|--[0-9]{4}|---[0-9]{2}";
  private static final String ZONE = "(Z|[+-][0-9]{2}([0-9]{2})?)?";
  private static final String TIME =
      "([0-9]{2}([0-9]{2}([0-9]{2})?)?|-[0-9]{2}([0-9]{2})?|--[0-9]{2})" + ZONE;
  private static final Pattern DATE_AND_OR_TIME =
      Pattern.compile(
          DATE + "|(" + WHOLE_DATE + ")T[0-9]{2}([0-9]{2}([0-9]{2})?)?" + ZONE + "|T" + TIME);
  private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{8}T[0-9]{6}" + ZONE);
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");

  private static final Pattern URI =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^\\x00-\\x20\"<>\\\\^`{|}]+");

  private static final Set<String> AT_MOST_ONE =
      Set.of(
          "ANNIVERSARY",
          "BDAY",
          "BIRTHPLACE",
          "CREATED",
          "DEATHDATE",
          "DEATHPLACE",
          "GENDER",
          "KIND",
          "LANGUAGE",
          "N",
          "PRODID",
          "REV",
          "UID");

  /** The types that VALUE may name, the one that it need not name first. */
  private static final Map<String, List<String>> TYPES = types();

  private final List<String> problems = new ArrayList<>();

  private Grammar() {}

  private static Map<String, List<String>> types() {
    Map<String, List<String>> types = new HashMap<>();
    List.of("CALADRURI", "CALURI", "CONTACT-URI", "FBURL", "IMPP", "LOGO", "MEMBER")
        .forEach(name -> types.put(name, List.of("uri")));
    List.of("ORG-DIRECTORY", "PHOTO", "SOUND", "SOURCE", "URL", "GEO")
        .forEach(name -> types.put(name, List.of("uri")));
    List.of("KEY", "RELATED", "SOCIALPROFILE", "UID")
        .forEach(name -> types.put(name, List.of("uri", "text")));
    List.of("BDAY", "ANNIVERSARY", "DEATHDATE")
        .forEach(name -> types.put(name, List.of("date-and-or-time", "text")));
    List.of("REV", "CREATED").forEach(name -> types.put(name, List.of("timestamp")));
    List.of("LANG", "LANGUAGE").forEach(name -> types.put(name, List.of("language-tag")));
    List.of("TEL", "BIRTHPLACE", "DEATHPLACE")
        .forEach(name -> types.put(name, List.of("text", "uri")));
    types.put("TZ", List.of("text", "uri", "utc-offset"));
    return types;
  }

  /** What is wrong with a card, from behind its VERSION to its END. */
  static List<String> problems(List<ContentLine> lines) {
    Grammar grammar = new Grammar();
    Map<String, Set<String>> things = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (ContentLine line : lines) {
      grammar.check(line);
      counts.merge(line.name(), 1, Integer::sum);
      things
          .computeIfAbsent(line.name(), n -> new HashSet<>())
          .add(line.parameter("ALTID").orElse("none " + counts.get(line.name())));
    }
    if (!counts.containsKey("FN")) {
      grammar.problems.add("there is no FN");
    }
    for (String name : AT_MOST_ONE) {
      if (things.getOrDefault(name, Set.of()).size() > 1) {
        grammar.problems.add(name + " is there more than once");
      }
    }
    return grammar.problems;
  }

  private void check(ContentLine line) {
    demand(line.group().isEmpty() || line.group().matches(TOKEN), line, "group " + line.group());
    demand(line.name().matches(TOKEN), line, "name");
    line.parameters().forEach(parameter -> check(line, parameter));
    List<String> types = TYPES.getOrDefault(line.name(), List.of("text"));
    String type = line.parameter("VALUE").orElse(types.get(0)).toLowerCase(Locale.ROOT);
    boolean isKnown = TYPES.containsKey(line.name());
    demand(!isKnown || types.contains(type), line, "VALUE=" + type);
    String value = line.value();
    switch (type) {
      case "uri" -> demand(isUri(value), line, "is no URI: " + value);
      case "date-and-or-time" ->
          demand(DATE_AND_OR_TIME.matcher(value).matches(), line, "is no date: " + value);
      case "timestamp" -> demand(TIMESTAMP.matcher(value).matches(), line, "is no time: " + value);
      case "language-tag" ->
          demand(LANGUAGE.matcher(value).matches(), line, "is no language: " + value);
      default -> {}
    }
    switch (line.name()) {
      case "KIND" -> demand(value.matches(TOKEN), line, value);
      case "N" -> parts(line, 5, 7);
      case "ADR" -> parts(line, 7, 18);
      case "GENDER" -> demand(value.matches("[MFONU]?(;.*)?"), line, value);
      case "CLIENTPIDMAP" -> demand(value.matches("[1-9][0-9]*;.+"), line, value);
      case "GRAMGENDER" ->
          demand(
              value.matches("animate|common|feminine|inanimate|masculine|neuter|[a-z-]+"),
              line,
              value);
      default -> {}
    }
  }

  private void parts(ContentLine line, int old, int all) {
    int size = Text.split(line.value(), ';').size();
    demand(size == old || size == all, line, "has " + size + " parts");
  }

  private void check(ContentLine line, Parameter parameter) {
    String name = parameter.name();
    demand(name.matches(TOKEN), line, "parameter " + name);
    for (String value : parameter.values()) {
      boolean isRight =
          switch (name) {
            case "PREF" -> value.matches("[1-9][0-9]?|100");
            case "TYPE" -> value.matches(TOKEN);
            case "PID" -> value.matches("[0-9]+(\\.[0-9]+)?");
            case "LANGUAGE" -> LANGUAGE.matcher(value).matches();
            case "INDEX" -> value.matches("[1-9][0-9]*");
            case "DERIVED" -> value.matches("(?i)true|false");
            case "PROP-ID" -> value.matches("[A-Za-z0-9_-]{1,255}");
            case "SCRIPT" -> value.matches("[A-Za-z]{4}");
            case "CREATED" -> TIMESTAMP.matcher(value).matches();
            case "AUTHOR" -> isUri(value);
            case "CC" -> value.matches("[A-Za-z]{2}");
            case "MEDIATYPE" -> value.matches("[^/ ]+/[^/]+");
            case "VALUE", "CALSCALE", "PHONETIC" -> value.matches(TOKEN);
            case "GEO" -> isUri(value);
            case "LEVEL" ->
                Set.of("beginner", "average", "expert", "high", "medium", "low").contains(value);
            default -> true;
          };
      demand(isRight, line, name + "=" + value);
    }
  }

  private void demand(boolean holds, ContentLine line, String what) {
    if (!holds) {
      problems.add(line.name() + " " + what);
    }
  }

  private static boolean isUri(String text) {
    return URI.matcher(text).matches();
  }
}
