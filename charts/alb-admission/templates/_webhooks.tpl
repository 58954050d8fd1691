{{/* What all entries have. Takes a dictionary: root, path, timeout, policy, and the rest of one webhook. */}}
{{- define "alb-admission.webhook" -}}
{{- $root := .root -}}
name: {{ .name }}
clientConfig:
  {{- with include "alb-admission.caBundle" $root }}
  caBundle: {{ b64enc . }}
  {{- end }}
  service:
    name: {{ include "alb-admission.fullname" $root }}
    namespace: {{ include "alb-admission.namespace" $root }}
    path: {{ .path }}
    port: {{ $root.Values.service.port }}
rules:
  {{- range .rules }}
  - apiGroups: {{ toJson .groups }}
    apiVersions: {{ toJson .versions }}
    operations: {{ toJson $.operations }}
    resources: {{ toJson .resources }}
    scope: {{ .scope | quote }}
  {{- end }}
namespaceSelector:
  matchExpressions:
    {{- /* Kubernetes 1.21 and later set this label by themselves. Where it is missing, NotIn lets the Namespace in. */}}
    - key: kubernetes.io/metadata.name
      operator: NotIn
      values: {{ append $root.Values.webhooks.excludedNamespaces (include "alb-admission.namespace" $root) | uniq | toJson }}
    {{- with $root.Values.webhooks.optOutLabel }}
    - key: {{ . }}
      operator: DoesNotExist
    {{- end }}
    {{- with $root.Values.webhooks.namespaceSelectorExpressions }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- $selector := deepCopy $root.Values.webhooks.objectSelector }}
{{- if and .ownKind (semverCompare "<1.21.0-0" $root.Capabilities.KubeVersion.Version) }}
{{- /* The release's Namespace has no such label there: with Fail an upgrade would wait for what it repairs. */}}
{{- $own := dict "key" "app.kubernetes.io/part-of" "operator" "NotIn" "values" (list "alb-admission") }}
{{- $_ := set $selector "matchExpressions" (append (default list $selector.matchExpressions) $own) }}
{{- end }}
{{- if eq (toString .key) "secrets" }}
{{- /* Helm keeps its releases in Secrets: large, frequent, and what an upgrade begins with. */}}
{{- $helm := dict "key" "owner" "operator" "NotIn" "values" (list "helm") }}
{{- $_ := set $selector "matchExpressions" (append (default list $selector.matchExpressions) $helm) }}
{{- end }}
{{- with $selector }}
objectSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- if include "alb-admission.hasMatchConditions" $root }}
{{- $conditions := $root.Values.webhooks.matchConditions.extra }}
{{- if .ingresses }}
{{- $conditions = prepend $conditions (dict "name" "ingress-of-alb-or-nobody" "expression" (include "alb-admission.ingressCondition" (dict "root" $root "only" .ingresses))) }}
{{- end }}
{{- with $conditions }}
matchConditions:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
matchPolicy: {{ .matchPolicy }}
sideEffects: None
admissionReviewVersions: [v1, v1beta1]
timeoutSeconds: {{ .timeout }}
failurePolicy: {{ .policy }}
{{- end -}}

{{/*
Whether an Ingress may be ALB's: before or after the change it names no class, or one that is not another controller's,
in the field or in the annotation, or it has an ALB annotation. "only" is "all" where other kinds come by the same entry.
*/}}
{{- define "alb-admission.ingressCondition" -}}
{{- $conditions := .root.Values.webhooks.matchConditions -}}
{{- $others := $conditions.otherIngressClasses -}}
{{- with .root.Values.config.ingressClasses -}}
{{- range . -}}{{- $others = without $others . -}}{{- end -}}
{{- end -}}
{{- $test := printf "!(%%s in %s)" (toJson $others) -}}
{{- with $conditions.ingressClasses -}}{{- $test = printf "%%s in %s" (toJson .) -}}{{- end -}}
{{- if eq .only "all" }}request.resource.resource != 'ingresses' || {{ end -}}
[object, oldObject].exists(o, o != null && (
  (has(o.spec) && has(o.spec.ingressClassName)
    ? {{ printf $test "o.spec.ingressClassName" }}
    : !(has(o.metadata.annotations) && 'kubernetes.io/ingress.class' in o.metadata.annotations))
  || (has(o.metadata.annotations) && o.metadata.annotations.exists(k,
    k.startsWith('alb.ingress.kubernetes.io/')
    || (k == 'kubernetes.io/ingress.class' && {{ printf $test "o.metadata.annotations[k]" }})))))
{{- end -}}

{{/* The kinds that are judged, as a JSON list: value, rule, and operations besides CREATE. */}}
{{- define "alb-admission.kinds" -}}
{{- $networking := list "networking.k8s.io" -}}
{{- $v1 := list "v1" -}}
{{- list
  (dict "key" "ingresses" "groups" $networking "versions" $v1 "resources" (list "ingresses") "scope" "Namespaced" "operations" (list "CREATE" "UPDATE") "deleted" true)
  (dict "key" "albConfigs" "groups" (list "alibabacloud.com") "versions" (list "*") "resources" (list "albconfigs") "scope" "*" "operations" (list "CREATE" "UPDATE") "deleted" true)
  (dict "key" "ingressClasses" "groups" $networking "versions" $v1 "resources" (list "ingressclasses") "scope" "Cluster" "operations" (list "CREATE" "UPDATE") "deleted" true)
  (dict "key" "services" "groups" (list "") "versions" $v1 "resources" (list "services") "scope" "Namespaced" "operations" (list "CREATE" "UPDATE") "deleted" true)
  (dict "key" "namespaces" "groups" (list "") "versions" $v1 "resources" (list "namespaces") "scope" "Cluster" "operations" (list "CREATE") "deleted" false)
  (dict "key" "secrets" "groups" (list "") "versions" $v1 "resources" (list "secrets") "scope" "Namespaced" "operations" (list "CREATE" "UPDATE") "deleted" true)
| toJson -}}
{{- end -}}

{{- define "alb-admission.configurationMetadata" -}}
name: {{ include "alb-admission.fullname" . }}
labels:
  {{- include "alb-admission.labels" . | nindent 2 }}
  {{- with .Values.webhooks.labels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- if or .Values.webhooks.annotations (eq .Values.certificates.mode "certManager") }}
annotations:
  {{- if eq .Values.certificates.mode "certManager" }}
  cert-manager.io/inject-ca-from: {{ include "alb-admission.namespace" . }}/{{ include "alb-admission.fullname" . }}
  {{- end }}
  {{- with .Values.webhooks.annotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
{{- end -}}
