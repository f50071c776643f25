// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.shared.jscontact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.oneway.connectors.shared.vobject.ContentLine;

/** Ways to reach somebody: RFC 9555 section 2.7, and what is like them. */
final class WayRules {
  /** A TYPE of TEL and the feature it means. */
  record Feature(String type, String name) {}

  /** In the order in which they are written. */
  static final List<Feature> FEATURES =
      List.of(
          new Feature("cell", "mobile"),
          new Feature("fax", "fax"),
          new Feature("main-number", "main-number"),
          new Feature("pager", "pager"),
          new Feature("text", "text"),
          new Feature("textphone", "textphone"),
          new Feature("video", "video"),
          new Feature("voice", "voice"));

  /** What programs write instead. */
  private static final List<Feature> OTHER_FEATURES =
      List.of(new Feature("main", "main-number"), new Feature("mobile", "mobile"));

  private WayRules() {}

  static void tel(Draft draft, ContentLine line, Params params) {
    String number = draft.text(line.value()).trim();
    if (number.isEmpty() && params.types().isEmpty()) {
      return;
    }
    ObjectNode phone = Draft.JSON.objectNode().put("number", number);
    readFeatures(phone, params, FEATURES);
    readFeatures(phone, params, OTHER_FEATURES);
    params.take("VALUE");
    if (number.isEmpty()) {
      return;
    }
    draft.addLabelled(line, params, "phones", "PHONE", phone);
  }

  private static void readFeatures(ObjectNode phone, Params params, List<Feature> features) {
    for (Feature feature : features) {
      if (params.takeType(feature.type())) {
        Draft.child(phone, "features").put(feature.name(), true);
      }
    }
  }

  static void email(Draft draft, ContentLine line, Params params) {
    String address = draft.text(line.value()).trim();
    if (address.isEmpty()) {
      return;
    }
    // Old versions say of each address that it is one.
    params.takeType("internet");
    params.take("VALUE");
    ObjectNode email = Draft.JSON.objectNode().put("address", address);
    draft.addLabelled(line, params, "emails", "EMAIL", email);
  }

  static void impp(Draft draft, ContentLine line, Params params) {
    String uri = draft.uri(line.value());
    if (uri.isEmpty()) {
      return;
    }
    ObjectNode service = Draft.JSON.objectNode().put("uri", uri);
    service(params).ifPresent(name -> service.put("service", name));
    user(params).ifPresent(name -> service.put("user", name));
    params.take("VALUE");
    service.put("vCardName", "impp");
    // RFC 4770 has its own words.
    if (params.takeType("personal")) {
      Draft.child(service, "contexts").put("private", true);
    }
    if (params.takeType("business")) {
      Draft.child(service, "contexts").put("work", true);
    }
    draft.addLabelled(line, params, "onlineServices", "OS", service);
  }

  private static Optional<String> service(Params params) {
    Optional<String> registered = params.take("SERVICE-TYPE");
    Optional<String> old = params.take("X-SERVICE-TYPE");
    return registered.or(() -> old);
  }

  private static Optional<String> user(Params params) {
    Optional<String> registered = params.take("USERNAME");
    Optional<String> old = params.take("X-USER");
    return registered.or(() -> old);
  }

  static void socialProfile(Draft draft, ContentLine line, Params params) {
    boolean isText = params.takeValueType().filter(type -> type.equals("text")).isPresent();
    String value = isText ? draft.text(line.value()) : draft.uri(line.value());
    if (value.isBlank()) {
      return;
    }
    ObjectNode profile = Draft.JSON.objectNode().put(isText ? "user" : "uri", value);
    service(params).ifPresent(name -> profile.put("service", name));
    user(params).ifPresent(name -> profile.put("user", name));
    draft.addLabelled(line, params, "onlineServices", "OS", profile);
  }

  /** Apple tells the service by TYPE. */
  static void appleProfile(Draft draft, ContentLine line, Params params) {
    String uri = draft.uri(line.value());
    if (uri.isEmpty()) {
      return;
    }
    ObjectNode profile = Draft.JSON.objectNode().put("uri", uri);
    Optional<String> service = service(params);
    List<String> contexts =
        List.of("home", "work", "pref").stream().filter(params::takeType).toList();
    service.ifPresent(name -> params.takeType(name.toLowerCase(Locale.ROOT)));
    service.or(params::takeAnyType).ifPresent(name -> profile.put("service", name));
    user(params).ifPresent(name -> profile.put("user", name));
    params.take("VALUE");
    if (contexts.contains("home")) {
      Draft.child(profile, "contexts").put("private", true);
    }
    if (contexts.contains("work")) {
      Draft.child(profile, "contexts").put("work", true);
    }
    if (contexts.contains("pref")) {
      profile.put("pref", 1);
    }
    draft.addLabelled(line, params, "onlineServices", "OS", profile);
  }

  /** X-JABBER and its like hold a user's name. */
  static void messenger(Draft draft, ContentLine line, Params params) {
    String user = draft.text(line.value()).trim();
    if (user.isEmpty()) {
      return;
    }
    String spelling = Services.spelling(line.name()).orElse(line.name());
    ObjectNode service = Draft.JSON.objectNode().put("user", user);
    Services.name(spelling).ifPresent(name -> service.put("service", name));
    service.put("vCardName", spelling.toLowerCase(Locale.ROOT));
    params.take("VALUE");
    draft.addLabelled(line, params, "onlineServices", "OS", service);
  }

  static void lang(Draft draft, ContentLine line, Params params) {
    String language = draft.text(line.value()).trim();
    if (!language.isEmpty()) {
      params.take("VALUE");
      ObjectNode preferred = Draft.JSON.objectNode().put("language", language);
      draft.add(line, params, "preferredLanguages", "LANG", preferred);
    }
  }

  static void schedulingAddress(Draft draft, ContentLine line, Params params) {
    ObjectNode address = Draft.JSON.objectNode().put("uri", draft.uri(line.value()));
    params.take("VALUE");
    draft.addLabelled(line, params, "schedulingAddresses", "SCHEDULING", address);
  }

  /** A property whose value is a URI and whose type is a Resource (RFC 9553 section 1.5.4). */
  static ContactReader.Rule resource(String member, String prefix, Optional<String> kind) {
    return (draft, line, params) -> {
      boolean isText = params.takeValueType().filter(type -> type.equals("text")).isPresent();
      String uri = draft.uri(line.value());
      if (uri.isEmpty()) {
        return;
      }
      if (isText) {
        draft.raw(line, "is a text and no URI");
        return;
      }
      ObjectNode resource = Draft.JSON.objectNode();
      kind.ifPresent(k -> resource.put("kind", k));
      resource.put("uri", uri);
      params.take("MEDIATYPE").ifPresent(type -> resource.put("mediaType", type));
      if (member.equals("directories")) {
        params.takeNumber("INDEX").ifPresent(index -> resource.put("listAs", index));
      }
      draft.addLabelled(line, params, member, prefix, resource);
    };
  }
}
