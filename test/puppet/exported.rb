# ruby exported.rb < {"environment", "rounds", "nodes": {certname: facts}} : compiles each machine with real Puppet and
# the terminus of PuppetDB, of which only the connection is replaced: what a round exports is what the next one is
# answered. Prints the catalogs of the last round, or messages.
require 'cgi'
require_relative 'prelude'

input = JSON.parse($stdin.read)
start('--environmentpath', File.dirname(input['environment']), '--environment', 'production')
File.write(File.join(Puppet[:confdir], 'puppetdb.conf'), "[main]\nserver_urls = https://puppetdb.example.com:8081\n")
Puppet[:storeconfigs] = true
Puppet::Util::Log.level = :err

require 'puppet/indirector/resource/puppetdb'
require 'puppet/indirector/catalog/puppetdb'
Puppet::Resource.indirection.terminus_class = :puppetdb

$stored = []

def matches?(query, resource)
  operator, *rest = query
  case operator
  when 'and' then rest.all? { |each| matches?(each, resource) }
  when 'or' then rest.any? { |each| matches?(each, resource) }
  when 'not' then !matches?(rest[0], resource)
  when '='
    field, value = rest
    return resource['parameters'][field[1]] == value if field.is_a?(Array)
    return resource['tags'].include?(value) if field == 'tag'

    resource[field] == value
  end
end

Answer = Struct.new(:body) do
  def success?
    true
  end

  def [](_header)
    nil
  end
end

Puppet::Util::Puppetdb::Http.define_singleton_method(:action) do |path, _kind, &_block|
  query = JSON.parse(CGI.unescape(path[/query=(.*)/, 1]))
  Answer.new(JSON.generate($stored.select { |resource| matches?(query, resource) }))
end

def munged(certname, catalog)
  terminus = Puppet::Resource::Catalog::Puppetdb.new
  data = terminus.munge_catalog(catalog, Time.at(0), { environment: 'production' }).first
  JSON.parse(JSON.generate(data['resources'])).select { |each| each['exported'] }.map { |each| each.merge('certname' => certname) }
end

environment = Puppet.lookup(:environments).get!('production')
results = {}
input['rounds'].times do
  stored = []
  input['nodes'].sort.each do |certname, facts|
    catalog = compiled(node_of(certname, facts, environment))
    stored.concat(munged(certname, catalog))
    results[certname] = { catalog: sent(catalog).except(*VOLATILE) }
  rescue Puppet::Error => e
    results[certname] = { error: e.message }
  end
  $stored = stored
end
print JSON.generate(results)
