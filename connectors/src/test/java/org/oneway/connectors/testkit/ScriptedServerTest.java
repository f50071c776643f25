// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.oneway.connectors.testkit.ScriptedClient.card;
import static org.oneway.connectors.testkit.ScriptedClient.token;

import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scripted server, as long as nothing is scripted, is a decent one. */
class ScriptedServerTest {
  private final ScriptedServer server = ScriptedServer.start();
  private final ScriptedClient client = ScriptedClient.of(server);
  private ScriptedCollection book = server.tree().addressBook("Friends & family");

  @BeforeEach
  void fill() {
    book.put("a.vcf", card("a", "Ann"));
    book.put("b b.vcf", card("b", "Bob"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void discovery_leads_from_well_known_to_the_address_book() throws Exception {
    assertThat(client.send("PROPFIND", "/.well-known/carddav", "", "Depth", "0").headers())
        .satisfies(headers -> assertThat(headers.firstValue("Location")).contains("/dav/"));
    assertThat(find("/dav/", "0", "<d:current-user-principal/>").body())
        .contains("<d:href>/dav/principals/alice/</d:href>");
    assertThat(find("/dav/principals/alice/", "0", "<r:addressbook-home-set/>").body())
        .contains("<d:href>/dav/addressbooks/alice/</d:href>");
    assertThat(find("/dav/addressbooks/alice/", "1", "<d:displayname/><d:resourcetype/>").body())
        .contains("<d:href>/dav/addressbooks/alice/Friends%20%26%20family/</d:href>")
        .contains("<d:displayname>Friends &amp; family</d:displayname>")
        .contains("<card:addressbook/>");
  }

  private HttpResponse<String> find(String path, String depth, String properties) throws Exception {
    String body =
        "<d:propfind xmlns:d=\"DAV:\" xmlns:r=\"urn:ietf:params:xml:ns:carddav\"><d:prop>"
            + properties
            + "</d:prop></d:propfind>";
    return client.send("PROPFIND", path, body, "Depth", depth);
  }

  @Test
  void what_is_not_known_of_a_resource_has_status_404_beside_what_is() throws Exception {
    assertThat(find(book.path(), "0", "<d:displayname/><d:nonsense/>").body())
        .containsPattern("<d:displayname>.*200 OK.*<d:nonsense/>.*404 Not Found");
  }

  @Test
  void an_item_is_written_only_under_the_condition_named() throws Exception {
    String path = book.href("c.vcf");
    HttpResponse<String> created = client.send("PUT", path, card("c", "Cid"), "If-None-Match", "*");
    assertThat(created.statusCode()).isEqualTo(201);
    String etag = created.headers().firstValue("ETag").orElseThrow();
    assertThat(client.send("PUT", path, card("c", "Dan"), "If-None-Match", "*").statusCode())
        .isEqualTo(412);
    assertThat(client.send("PUT", path, card("c", "Dan"), "If-Match", "\"0\"").statusCode())
        .isEqualTo(412);
    assertThat(client.send("PUT", path, card("c", "Dan"), "If-Match", etag).statusCode())
        .isEqualTo(204);
    assertThat(client.send("DELETE", path, "", "If-Match", etag).statusCode()).isEqualTo(412);
    assertThat(client.send("GET", path, "").body()).isEqualTo(card("c", "Dan"));
    assertThat(client.send("DELETE", path, "").statusCode()).isEqualTo(204);
    assertThat(client.send("DELETE", path, "").statusCode()).isEqualTo(404);
    assertThat(server.log().writes()).hasSize(7);
  }

  @Test
  void one_uid_stands_once_in_a_collection() throws Exception {
    HttpResponse<String> second = client.send("PUT", book.href("z.vcf"), card("a", "Zoe"));
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("no-uid-conflict").contains(book.href("a.vcf"));
  }

  @Test
  void changes_come_in_pages_and_an_item_deleted_between_them_is_named() throws Exception {
    book.put("c.vcf", card("c", "Cid"));
    HttpResponse<String> first = client.changes(book, "", 2);
    assertThat(first.body()).contains("b%20b.vcf", "507").doesNotContain("c.vcf");
    book.remove("a.vcf");
    HttpResponse<String> second = client.changes(book, token(first), 2);
    assertThat(second.body()).contains("c.vcf", "a.vcf", "404").doesNotContain("507");
    assertThat(client.changes(book, token(second), 2).body()).doesNotContain("<d:response>");
  }

  @Test
  void a_token_that_has_expired_is_refused() throws Exception {
    String token = token(client.changes(book, "", 0));
    book.expireTokens();
    HttpResponse<String> refused = client.changes(book, token, 0);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("<d:valid-sync-token/>");
  }

  @Test
  void a_multiget_gives_what_is_there_and_names_what_is_not() throws Exception {
    String body =
        "<multiget:addressbook-multiget xmlns:multiget=\"urn:ietf:params:xml:ns:carddav\""
            + " xmlns=\"DAV:\"><prop><getetag/><multiget:address-data/></prop><href>"
            + book.href("b b.vcf")
            + "</href><href>"
            + book.href("none.vcf")
            + "</href></multiget:addressbook-multiget>";
    HttpResponse<String> got =
        client.send("REPORT", book.path(), body, "Content-Type", "application/xml");
    assertThat(got.body()).contains("FN:Bob", "none.vcf</d:href><d:status>HTTP/1.1 404");
  }

  @Test
  void a_query_finds_an_item_by_its_uid() throws Exception {
    String body =
        "<c:addressbook-query xmlns:c=\"urn:ietf:params:xml:ns:carddav\" xmlns=\"DAV:\"><prop>"
            + "<getetag/></prop><c:filter><c:prop-filter name=\"UID\"><c:text-match>b"
            + "</c:text-match></c:prop-filter></c:filter></c:addressbook-query>";
    assertThat(client.send("REPORT", book.path(), body, "Content-Type", "application/xml").body())
        .contains("b%20b.vcf")
        .doesNotContain("a.vcf");
  }

  @Test
  void collections_are_made_with_properties_and_items_are_moved_between_them() throws Exception {
    String made = "/dav/addressbooks/alice/new/";
    String body =
        "<mkcol xmlns=\"DAV:\"><set><prop><resourcetype><collection/><addressbook"
            + " xmlns=\"urn:ietf:params:xml:ns:carddav\"/></resourcetype><displayname>New"
            + "</displayname></prop></set></mkcol>";
    assertThat(client.send("MKCOL", made, body).statusCode()).isEqualTo(201);
    assertThat(client.send("MKCOL", made, body).statusCode()).isEqualTo(405);
    assertThat(find(made, "0", "<d:displayname/><d:resourcetype/>").body())
        .contains("<card:addressbook/>", "New");
    String destination = server.uri(made + "a.vcf").toString();
    assertThat(client.send("MOVE", book.href("a.vcf"), "", "Destination", destination).statusCode())
        .isEqualTo(201);
    assertThat(book.names()).containsExactly("b b.vcf");
    assertThat(server.tree().find(made).orElseThrow().names()).containsExactly("a.vcf");
  }

  @Test
  void properties_are_set_and_told_again() throws Exception {
    String body =
        "<propertyupdate xmlns=\"DAV:\"><set><prop><displayname>Other</displayname></prop></set>"
            + "</propertyupdate>";
    assertThat(client.send("PROPPATCH", book.path(), body).statusCode()).isEqualTo(207);
    assertThat(find(book.path(), "0", "<d:displayname/>").body()).contains(">Other<");
  }

  @Test
  void who_does_not_say_who_they_are_stays_outside() throws Exception {
    server.require(ScriptedSignIn.basic("alice", "sésame"));
    HttpResponse<String> refused = client.send("GET", book.href("a.vcf"), "");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
    assertThat(
            client
                .send("GET", book.href("a.vcf"), "", "Authorization", "Basic YWxpY2U6c8Opc2FtZQ==")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void quirks_change_what_a_put_answers_and_keeps() throws Exception {
    server
        .quirks()
        .noEtagOnPut()
        .rewriting(text -> text.replace("END:VCARD", "REV:1\r\nEND:VCARD"));
    HttpResponse<String> put = client.send("PUT", book.href("c.vcf"), card("c", "Cid"));
    assertThat(put.headers().firstValue("ETag")).isEmpty();
    assertThat(book.item("c.vcf").map(ScriptedItem::text).orElse("")).contains("REV:1");
    server.quirks().etags(ScriptedQuirks.Etags.CHANGING_ON_GET);
    Optional<String> first =
        client.send("GET", book.href("c.vcf"), "").headers().firstValue("ETag");
    Optional<String> again =
        client.send("GET", book.href("c.vcf"), "").headers().firstValue("ETag");
    assertThat(first).isPresent().isNotEqualTo(again);
  }

  @Test
  void the_log_holds_what_came_octet_for_octet() throws Exception {
    client.send("PUT", book.href("ü.vcf"), card("ü", "Ül"), "X-Odd", "a  b");
    ScriptedExchange put = server.log().of("PUT").get(0);
    assertThat(put.request().raw().latin())
        .startsWith("PUT " + book.href("ü.vcf") + " HTTP/1.1\r\n");
    assertThat(put.request().raw().latin()).contains("\r\nX-Odd: a  b\r\n");
    assertThat(put.request().body().text()).isEqualTo(card("ü", "Ül"));
    assertThat(put.status()).isEqualTo(201);
  }
}
