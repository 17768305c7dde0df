package main

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// What is no review, as the bytes that are sent, and the codes that may answer it.
type malformation struct {
	name  string
	sent  string
	codes []int
}

func posted(body string) string {
	return fmt.Sprintf("POST /validate HTTP/1.1\r\nHost: webhook\r\nContent-Type: application/json\r\n"+
		"Content-Length: %d\r\nConnection: close\r\n\r\n%s", len(body), body)
}

func reviewOf(request string) string {
	return posted(`{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":` + request + `}`)
}

var malformations = []malformation{
	{"no body", posted(""), []int{400}},
	{"no JSON", posted("ahoy"), []int{400}},
	{"JSON cut off", posted(`{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"x"`), []int{400}},
	{"two documents", posted(`{} {}`), []int{400}},
	{"a list", posted(`[]`), []int{400}},
	{"no object at all", posted(`null`), []int{400}},
	{"of version v1beta1", posted(`{"apiVersion":"admission.k8s.io/v1beta1","kind":"AdmissionReview","request":{"uid":"x"}}`), []int{400}},
	{"another kind", posted(`{"apiVersion":"admission.k8s.io/v1","kind":"Pod","request":{"uid":"x"}}`), []int{400}},
	{"no request", posted(`{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview"}`), []int{400}},
	{"a request that is text", reviewOf(`"CREATE"`), []int{400}},
	{"no uid", reviewOf(`{"operation":"CREATE","kind":{"kind":"Pod"},"object":{}}`), []int{400}},
	{"a uid that is a number", reviewOf(`{"uid":1,"operation":"CREATE","kind":{"kind":"Pod"},"object":{}}`), []int{400}},
	{"an operation that there is not", reviewOf(`{"uid":"x","operation":"SINK","kind":{"kind":"Pod"},"object":{}}`), []int{400}},
	{"a key twice", reviewOf(`{"uid":"x","uid":"y","operation":"CREATE","kind":{"kind":"Pod"},"object":{}}`), []int{400}},
	{"100,000 lists in lists", reviewOf(`{"uid":"x","operation":"CREATE","kind":{"kind":"Pod"},"object":` +
		strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + `}`), []int{400}},
	{"a number without end", reviewOf(`{"uid":"x","operation":"CREATE","kind":{"kind":"Pod"},"object":{"n":` +
		strings.Repeat("9", 1_000_000) + `}}`), []int{200, 400}},
	{"bytes that are no UTF-8", reviewOf("{\"uid\":\"\xff\xfe\",\"operation\":\"CREATE\",\"kind\":{\"kind\":\"Pod\"}}"), []int{400}},
	{"9 MiB", posted(strings.Repeat(" ", 9<<20)), []int{413}},
	{"a length that no review has", "POST /validate HTTP/1.1\r\nHost: webhook\r\nContent-Length: 99999999999999999999\r\n" +
		"Connection: close\r\n\r\n", []int{400, 413}},
	{"a negative length", "POST /validate HTTP/1.1\r\nHost: webhook\r\nContent-Length: -1\r\nConnection: close\r\n\r\n", []int{400}},
	{"GET", "GET /validate HTTP/1.1\r\nHost: webhook\r\nConnection: close\r\n\r\n", []int{405}},
	{"another path", "POST /mutate HTTP/1.1\r\nHost: webhook\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}", []int{404}},
	{"no HTTP", "AHOY\r\n\r\n", []int{400}},
	{"chunks that are none", "POST /validate HTTP/1.1\r\nHost: webhook\r\nTransfer-Encoding: chunked\r\n" +
		"Connection: close\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", []int{400, 413}},
	{"a body that ends early", strings.Replace(posted(`{"apiVersion":`), "Content-Length: 14", "Content-Length: 400", 1), []int{0, 400, 413}},
}

func malformed(t *trial) {
	for _, m := range malformations {
		for _, r := range t.replicas {
			code, err := raw(r.port, m.sent)
			fits := false
			for _, one := range m.codes {
				fits = fits || one == code
			}
			t.demand(fits, "%s: %d, %v", m.name, code, err)
			a := r.webhook.review(review("after-malformed", "shop", pod("after", both, true), nil))
			t.demand(a.err == nil && a.code == 200 && !a.allowed, "after %s: %s", m.name, a.answer)
		}
	}
	t.note("%d malformations", len(malformations))
}

// raw sends bytes by TLS, and gives the code of the answer; 0 where the connection was closed without one.
func raw(port int, sent string) (int, error) {
	connection, err := tls.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port), &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		return -1, err
	}
	defer connection.Close()
	connection.SetDeadline(time.Now().Add(20 * time.Second))
	if _, err := io.WriteString(connection, sent); err != nil {
		return -1, err
	}
	// Nothing more comes.
	connection.CloseWrite()
	response, err := http.ReadResponse(bufio.NewReader(connection), nil)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	return response.StatusCode, nil
}
