package parse

import (
	"strings"
	"testing"
)

const letter = "From: =?utf-8?q?Ol=C3=A4_Brandt?= <ola@example.org>\r\nTo: desk@example.org\r\nSubject: =?utf-8?b?V2VsbHMgb2YgdGhlIG5vcnRo?=\r\n" +
	"Date: Tue, 3 May 2022 23:30:00 -0400\r\nMIME-Version: 1.0\r\n"

func TestMail(t *testing.T) {
	attachment := func(name, kind, body string) string {
		return "--x\r\nContent-Type: " + kind + "\r\nContent-Disposition: attachment; filename=\"" + name + "\"\r\n\r\n" + body + "\r\n"
	}
	for _, c := range []struct{ name, data, want string }{
		{
			"plain", letter + "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nA caf=E9 for nine well=\r\ns.\r\n",
			"a.eml text [Wells of the north|Olä Brandt|2022-05-03] A café for nine wells.",
		},
		{
			"both ways", letter + "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nNine.\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Nine.\r\n--x--\r\n",
			"a.eml text [Wells of the north|Olä Brandt|2022-05-03] Nine.",
		},
		{
			"page only", letter + "Content-Type: text/html\r\n\r\n<p>Nine.",
			"a.eml html [Wells of the north|Olä Brandt|2022-05-03] <p>Nine.",
		},
		{
			"attachments", letter + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n" +
				attachment("b.md", "text/markdown", "# Ten") + attachment("c.jpg", "image/jpeg", "...") + attachment("../../d.jsonl", "text/plain", `{"id":7,"text":"Six."}`) +
				attachment("e.eml", "message/rfc822", "Subject: Inside\r\n\r\nDeep.") + "--x--\r\n",
			"a.eml text [Wells of the north|Olä Brandt|2022-05-03] See below.; a.eml#b.md  [||] # Ten; a.eml#c.jpg reject:format; a.eml#d.jsonl#7 text [||] Six.; a.eml#e.eml text [Inside||] Deep.",
		},
		{"cut off", letter + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee", "a.eml reject:mail"},
		{"no mail", "\x00\x01", "a.eml reject:mail"},
		{"too long", letter + "\r\n" + strings.Repeat("x", 4000), "a.eml reject:size"},
	} {
		var got []string
		err := Each("a.eml", strings.NewReader(c.data), 3000, func(in Input, err error) error {
			if e, ok := IsError(err); ok {
				got = append(got, in.URI+" reject:"+e.Rule)
				return nil
			}
			m := in.Metadata
			got = append(got, in.URI+" "+in.Format+" ["+m.Title+"|"+m.Author+"|"+m.PublishedOn+"] "+strings.TrimSpace(string(in.Data)))
			return err
		})
		if s := strings.Join(got, "; "); err != nil || s != c.want {
			t.Errorf("%s: %v\n got %s\nwant %s", c.name, err, s, c.want)
		}
	}
}
