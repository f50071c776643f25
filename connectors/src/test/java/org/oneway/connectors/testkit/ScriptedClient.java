// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A plain client of the scripted server, for the tests of the server itself. */
final class ScriptedClient {
  private final HttpClient http;
  private final ScriptedServer server;

  ScriptedClient(ScriptedServer server, HttpClient http) {
    this.server = server;
    this.http = http;
  }

  static ScriptedClient of(ScriptedServer server) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return new ScriptedClient(server, http);
  }

  /** Sends a request; {@code headers} are name, value, name, value … */
  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(path)).method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> changes(ScriptedCollection folder, String token, int limit)
      throws IOException, InterruptedException {
    String wish = limit == 0 ? "" : "<limit><nresults>" + limit + "</nresults></limit>";
    String body =
        "<sync-collection xmlns=\"DAV:\"><sync-token>"
            + token
            + "</sync-token><sync-level>1</sync-level>"
            + wish
            + "<prop><getetag/></prop></sync-collection>";
    return send("REPORT", folder.path(), body, "Content-Type", "application/xml");
  }

  static String token(HttpResponse<String> listing) {
    return listing.body().replaceAll("(?s).*<d:sync-token>(.*)</d:sync-token>.*", "$1");
  }

  static String card(String uid, String name) {
    return "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:"
        + uid
        + "\r\nFN:"
        + name
        + "\r\nN:"
        + name
        + ";;;;\r\nEND:VCARD\r\n";
  }
}
